// A plug-in for Parquet of a version that there never was.
extern "C" const unsigned* socshift_parquet_plugin() {
    static const unsigned version = 0;
    return &version;
}
