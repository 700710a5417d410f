explorer.take("soc2018",{"schema":"socshift/explorer-edition/1","edition":"soc2018","series":"us-soc","title":"2018 Standard Occupational Classification","status":"final","valid_from":"2018-01-01","valid_until":null,"follows":"soc2010","extends":null,"levels":["major","minor","broad","detailed"],"maps":["soc2000","soc2010"],"codes":{
"29-1210":{"title":"Physicians","level":"broad","page":null},
"29-1240":{"title":"Surgeons","level":"broad","page":null},
"53-3051":{"title":"Bus Drivers, School","level":"detailed","page":null},
"53-3053":{"title":"Shuttle Drivers and Chauffeurs","level":"detailed","page":"soc2018/53-3053.html"}
}});
