explorer.take("soc2010/soc2018",{"schema":"socshift/explorer-map/1","from":"soc2010","to":"soc2018","drafts":[],"notices":[],"codes":{
"29-1060":{"cardinality":"1:n","places":[{"code":"29-1210"},{"code":"29-1240"}]},
"53-3022":{"cardinality":"m:n","places":[{"code":"53-3051"},{"code":"53-3053"}]}
}});
