explorer.take("soc2010",{"schema":"socshift/explorer-edition/1","edition":"soc2010","series":"us-soc","title":"2010 Standard Occupational Classification","status":"final","valid_from":"2010-01-01","valid_until":"2018-01-01","follows":"soc2000","extends":null,"levels":["major","minor","broad","detailed"],"maps":["soc2000","soc2018"],"codes":{
"29-1060":{"title":"Physicians and Surgeons","level":"broad","page":"soc2010/29-1060.html"},
"53-3022":{"title":"Bus Drivers, School or Special Client","level":"detailed","page":"soc2010/53-3022.html"},
"53-3041":{"title":"Taxi Drivers and Chauffeurs","level":"detailed","page":null}
}});
