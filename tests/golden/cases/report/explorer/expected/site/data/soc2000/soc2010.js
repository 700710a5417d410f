explorer.take("soc2000/soc2010",{"schema":"socshift/explorer-map/1","from":"soc2000","to":"soc2010","drafts":[],"notices":[],"codes":{
"29-1060":{"cardinality":"1:1","places":[{"code":"29-1060","share":"1","basis":"only"}]},
"53-3022":{"cardinality":"1:1","places":[{"code":"53-3022","share":"1","basis":"only"}]}
}});
