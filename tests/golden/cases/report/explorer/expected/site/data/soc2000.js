explorer.take("soc2000",{"schema":"socshift/explorer-edition/1","edition":"soc2000","series":"us-soc","title":"2000 Standard Occupational Classification","status":"final","valid_from":"2000-01-01","valid_until":"2010-01-01","follows":null,"extends":null,"levels":["major","minor","broad","detailed"],"maps":["soc2010","soc2018"],"codes":{
"29-1060":{"title":"Physicians and Surgeons","level":"broad","page":"soc2000/29-1060.html"},
"53-3022":{"title":"Bus Drivers, School","level":"detailed","page":"soc2000/53-3022.html"},
"53-3041":{"title":"Taxi Drivers and Chauffeurs","level":"detailed","page":null}
}});
