explorer.take("editions",{"schema":"socshift/explorer-editions/1","socshift":"0.1.0","editions":[
{"edition":"soc2000","series":"us-soc","title":"2000 Standard Occupational Classification","status":"final","valid_from":"2000-01-01","valid_until":"2010-01-01","follows":null,"extends":null,"levels":["major","minor","broad","detailed"],"items":1389},
{"edition":"soc2010","series":"us-soc","title":"2010 Standard Occupational Classification","status":"final","valid_from":"2010-01-01","valid_until":"2018-01-01","follows":"soc2000","extends":null,"levels":["major","minor","broad","detailed"],"items":1421},
{"edition":"soc2018","series":"us-soc","title":"2018 Standard Occupational Classification","status":"final","valid_from":"2018-01-01","valid_until":null,"follows":"soc2010","extends":null,"levels":["major","minor","broad","detailed"],"items":1447}
],"downloads":[
]});
