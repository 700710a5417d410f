explorer.take("soc2018/soc2010",{"schema":"socshift/explorer-map/1","from":"soc2018","to":"soc2010","drafts":[],"notices":[],"codes":{
"53-3053":{"cardinality":"m:n","places":[{"code":"53-3022"},{"code":"53-3041"}]}
}});
