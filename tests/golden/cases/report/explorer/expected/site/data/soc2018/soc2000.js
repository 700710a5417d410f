explorer.take("soc2018/soc2000",{"schema":"socshift/explorer-map/1","from":"soc2018","to":"soc2000","drafts":[],"notices":["route soc2018 -> soc2010 -> soc2000"],"codes":{
"53-3053":{"cardinality":"m:n","places":[{"code":"53-3022"},{"code":"53-3041"}]}
}});
