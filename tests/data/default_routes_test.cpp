// The route between each two shipped editions, in both directions. A change here changes results:
// it needs a line in CHANGELOG, under Data.
#include "socshift/catalog/builtin.hpp"
#include "socshift/routes/route.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace socshift;

namespace {

const std::string default_routes = R"(alaska2018 -> soc2018 -> soc2010 -> oews2010
alaska2018 -> soc2018 -> oews2012
alaska2018 -> soc2018 -> oews2018
alaska2018 -> soc2018 -> oews2019
alaska2018 -> soc2018 -> oews2021
alaska2018 -> soc2018 -> soc2010 -> oflc2020
alaska2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
alaska2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006
alaska2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009
alaska2018 -> soc2018 -> soc2010 -> onet2010
alaska2018 -> soc2018 -> onet2019
alaska2018 -> soc2018 -> soc2010 -> census2010 -> census2002
alaska2018 -> soc2018 -> soc2010 -> census2010
alaska2018 -> soc2018 -> census2018
alaska2018 -> soc2018 -> soc2010 -> pums2013
alaska2018 -> soc2018 -> pums2018
alaska2018 -> soc2018 -> soc2010 -> soc2000
alaska2018 -> soc2018 -> soc2010
alaska2018 -> soc2018
oews2010 -> soc2010 -> soc2018 -> alaska2018
oews2010 -> soc2010 -> oews2012
oews2010 -> soc2010 -> oews2018
oews2010 -> soc2010 -> oews2019
oews2010 -> soc2010 -> soc2018 -> oews2021
oews2010 -> soc2010 -> oflc2020
oews2010 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
oews2010 -> soc2010 -> onet2010 -> onet2009 -> onet2006
oews2010 -> soc2010 -> onet2010 -> onet2009
oews2010 -> soc2010 -> onet2010
oews2010 -> soc2010 -> soc2018 -> onet2019
oews2010 -> soc2010 -> census2010 -> census2002
oews2010 -> soc2010 -> census2010
oews2010 -> soc2010 -> soc2018 -> census2018
oews2010 -> soc2010 -> pums2013
oews2010 -> soc2010 -> soc2018 -> pums2018
oews2010 -> soc2010 -> soc2000
oews2010 -> soc2010
oews2010 -> soc2010 -> soc2018
oews2012 -> soc2018 -> alaska2018
oews2012 -> soc2010 -> oews2010
oews2012 -> soc2010 -> oews2018
oews2012 -> soc2010 -> oews2019
oews2012 -> soc2018 -> oews2021
oews2012 -> soc2010 -> oflc2020
oews2012 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
oews2012 -> soc2010 -> onet2010 -> onet2009 -> onet2006
oews2012 -> soc2010 -> onet2010 -> onet2009
oews2012 -> soc2010 -> onet2010
oews2012 -> soc2018 -> onet2019
oews2012 -> soc2010 -> census2010 -> census2002
oews2012 -> soc2010 -> census2010
oews2012 -> soc2018 -> census2018
oews2012 -> soc2010 -> pums2013
oews2012 -> soc2018 -> pums2018
oews2012 -> soc2010 -> soc2000
oews2012 -> soc2010
oews2012 -> soc2018
oews2018 -> soc2018 -> alaska2018
oews2018 -> soc2010 -> oews2010
oews2018 -> soc2010 -> oews2012
oews2018 -> oews2019
oews2018 -> soc2018 -> oews2021
oews2018 -> soc2010 -> oflc2020
oews2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
oews2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006
oews2018 -> soc2010 -> onet2010 -> onet2009
oews2018 -> soc2010 -> onet2010
oews2018 -> soc2018 -> onet2019
oews2018 -> soc2010 -> census2010 -> census2002
oews2018 -> soc2010 -> census2010
oews2018 -> soc2018 -> census2018
oews2018 -> soc2010 -> pums2013
oews2018 -> soc2018 -> pums2018
oews2018 -> soc2010 -> soc2000
oews2018 -> soc2010
oews2018 -> soc2018
oews2019 -> soc2018 -> alaska2018
oews2019 -> soc2010 -> oews2010
oews2019 -> soc2010 -> oews2012
oews2019 -> oews2018
oews2019 -> soc2018 -> oews2021
oews2019 -> soc2010 -> oflc2020
oews2019 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
oews2019 -> soc2010 -> onet2010 -> onet2009 -> onet2006
oews2019 -> soc2010 -> onet2010 -> onet2009
oews2019 -> soc2010 -> onet2010
oews2019 -> soc2018 -> onet2019
oews2019 -> soc2010 -> census2010 -> census2002
oews2019 -> soc2010 -> census2010
oews2019 -> soc2018 -> census2018
oews2019 -> soc2010 -> pums2013
oews2019 -> soc2018 -> pums2018
oews2019 -> soc2010 -> soc2000
oews2019 -> soc2010
oews2019 -> soc2018
oews2021 -> soc2018 -> alaska2018
oews2021 -> soc2018 -> soc2010 -> oews2010
oews2021 -> soc2018 -> oews2012
oews2021 -> soc2018 -> oews2018
oews2021 -> soc2018 -> oews2019
oews2021 -> soc2018 -> soc2010 -> oflc2020
oews2021 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
oews2021 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006
oews2021 -> soc2018 -> soc2010 -> onet2010 -> onet2009
oews2021 -> soc2018 -> soc2010 -> onet2010
oews2021 -> soc2018 -> onet2019
oews2021 -> soc2018 -> soc2010 -> census2010 -> census2002
oews2021 -> soc2018 -> soc2010 -> census2010
oews2021 -> soc2018 -> census2018
oews2021 -> soc2018 -> soc2010 -> pums2013
oews2021 -> soc2018 -> pums2018
oews2021 -> soc2018 -> soc2010 -> soc2000
oews2021 -> soc2018 -> soc2010
oews2021 -> soc2018
oflc2020 -> soc2010 -> soc2018 -> alaska2018
oflc2020 -> soc2010 -> oews2010
oflc2020 -> soc2010 -> oews2012
oflc2020 -> soc2010 -> oews2018
oflc2020 -> soc2010 -> oews2019
oflc2020 -> soc2010 -> soc2018 -> oews2021
oflc2020 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
oflc2020 -> soc2010 -> onet2010 -> onet2009 -> onet2006
oflc2020 -> soc2010 -> onet2010 -> onet2009
oflc2020 -> soc2010 -> onet2010
oflc2020 -> soc2010 -> soc2018 -> onet2019
oflc2020 -> soc2010 -> census2010 -> census2002
oflc2020 -> soc2010 -> census2010
oflc2020 -> soc2010 -> soc2018 -> census2018
oflc2020 -> soc2010 -> pums2013
oflc2020 -> soc2010 -> soc2018 -> pums2018
oflc2020 -> soc2010 -> soc2000
oflc2020 -> soc2010
oflc2020 -> soc2010 -> soc2018
onet2000 -> onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> alaska2018
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2010
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2012
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2018
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2019
onet2000 -> onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> oews2021
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> oflc2020
onet2000 -> onet2006
onet2000 -> onet2006 -> onet2009
onet2000 -> onet2006 -> onet2009 -> onet2010
onet2000 -> onet2006 -> onet2009 -> onet2010 -> onet2019
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> census2010 -> census2002
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> census2010
onet2000 -> onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> census2018
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010 -> pums2013
onet2000 -> onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> pums2018
onet2000 -> soc2000
onet2000 -> onet2006 -> onet2009 -> onet2010 -> soc2010
onet2000 -> onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018
onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> alaska2018
onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2010
onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2012
onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2018
onet2006 -> onet2009 -> onet2010 -> soc2010 -> oews2019
onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> oews2021
onet2006 -> onet2009 -> onet2010 -> soc2010 -> oflc2020
onet2006 -> onet2000
onet2006 -> onet2009
onet2006 -> onet2009 -> onet2010
onet2006 -> onet2009 -> onet2010 -> onet2019
onet2006 -> onet2009 -> onet2010 -> soc2010 -> census2010 -> census2002
onet2006 -> onet2009 -> onet2010 -> soc2010 -> census2010
onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> census2018
onet2006 -> onet2009 -> onet2010 -> soc2010 -> pums2013
onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018 -> pums2018
onet2006 -> soc2000
onet2006 -> onet2009 -> onet2010 -> soc2010
onet2006 -> onet2009 -> onet2010 -> onet2019 -> soc2018
onet2009 -> onet2010 -> onet2019 -> soc2018 -> alaska2018
onet2009 -> onet2010 -> soc2010 -> oews2010
onet2009 -> onet2010 -> soc2010 -> oews2012
onet2009 -> onet2010 -> soc2010 -> oews2018
onet2009 -> onet2010 -> soc2010 -> oews2019
onet2009 -> onet2010 -> onet2019 -> soc2018 -> oews2021
onet2009 -> onet2010 -> soc2010 -> oflc2020
onet2009 -> onet2006 -> onet2000
onet2009 -> onet2006
onet2009 -> onet2010
onet2009 -> onet2010 -> onet2019
onet2009 -> onet2010 -> soc2010 -> census2010 -> census2002
onet2009 -> onet2010 -> soc2010 -> census2010
onet2009 -> onet2010 -> onet2019 -> soc2018 -> census2018
onet2009 -> onet2010 -> soc2010 -> pums2013
onet2009 -> onet2010 -> onet2019 -> soc2018 -> pums2018
onet2009 -> soc2000
onet2009 -> onet2010 -> soc2010
onet2009 -> onet2010 -> onet2019 -> soc2018
onet2010 -> onet2019 -> soc2018 -> alaska2018
onet2010 -> soc2010 -> oews2010
onet2010 -> soc2010 -> oews2012
onet2010 -> soc2010 -> oews2018
onet2010 -> soc2010 -> oews2019
onet2010 -> onet2019 -> soc2018 -> oews2021
onet2010 -> soc2010 -> oflc2020
onet2010 -> onet2009 -> onet2006 -> onet2000
onet2010 -> onet2009 -> onet2006
onet2010 -> onet2009
onet2010 -> onet2019
onet2010 -> soc2010 -> census2010 -> census2002
onet2010 -> soc2010 -> census2010
onet2010 -> onet2019 -> soc2018 -> census2018
onet2010 -> soc2010 -> pums2013
onet2010 -> onet2019 -> soc2018 -> pums2018
onet2010 -> soc2010 -> soc2000
onet2010 -> soc2010
onet2010 -> onet2019 -> soc2018
onet2019 -> soc2018 -> alaska2018
onet2019 -> soc2018 -> soc2010 -> oews2010
onet2019 -> soc2018 -> oews2012
onet2019 -> soc2018 -> oews2018
onet2019 -> soc2018 -> oews2019
onet2019 -> soc2018 -> oews2021
onet2019 -> soc2018 -> soc2010 -> oflc2020
onet2019 -> onet2010 -> onet2009 -> onet2006 -> onet2000
onet2019 -> onet2010 -> onet2009 -> onet2006
onet2019 -> onet2010 -> onet2009
onet2019 -> onet2010
onet2019 -> soc2018 -> soc2010 -> census2010 -> census2002
onet2019 -> soc2018 -> soc2010 -> census2010
onet2019 -> soc2018 -> census2018
onet2019 -> soc2018 -> soc2010 -> pums2013
onet2019 -> soc2018 -> pums2018
onet2019 -> soc2018 -> soc2010 -> soc2000
onet2019 -> soc2018 -> soc2010
onet2019 -> soc2018
census2002 -> census2010 -> soc2010 -> soc2018 -> alaska2018
census2002 -> census2010 -> soc2010 -> oews2010
census2002 -> census2010 -> soc2010 -> oews2012
census2002 -> census2010 -> soc2010 -> oews2018
census2002 -> census2010 -> soc2010 -> oews2019
census2002 -> census2010 -> soc2010 -> soc2018 -> oews2021
census2002 -> census2010 -> soc2010 -> oflc2020
census2002 -> census2010 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
census2002 -> census2010 -> soc2010 -> onet2010 -> onet2009 -> onet2006
census2002 -> census2010 -> soc2010 -> onet2010 -> onet2009
census2002 -> census2010 -> soc2010 -> onet2010
census2002 -> census2010 -> soc2010 -> soc2018 -> onet2019
census2002 -> census2010
census2002 -> census2010 -> census2018
census2002 -> census2010 -> soc2010 -> pums2013
census2002 -> census2010 -> soc2010 -> soc2018 -> pums2018
census2002 -> soc2000
census2002 -> census2010 -> soc2010
census2002 -> census2010 -> soc2010 -> soc2018
census2010 -> soc2010 -> soc2018 -> alaska2018
census2010 -> soc2010 -> oews2010
census2010 -> soc2010 -> oews2012
census2010 -> soc2010 -> oews2018
census2010 -> soc2010 -> oews2019
census2010 -> soc2010 -> soc2018 -> oews2021
census2010 -> soc2010 -> oflc2020
census2010 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
census2010 -> soc2010 -> onet2010 -> onet2009 -> onet2006
census2010 -> soc2010 -> onet2010 -> onet2009
census2010 -> soc2010 -> onet2010
census2010 -> soc2010 -> soc2018 -> onet2019
census2010 -> census2002
census2010 -> census2018
census2010 -> soc2010 -> pums2013
census2010 -> soc2010 -> soc2018 -> pums2018
census2010 -> soc2010 -> soc2000
census2010 -> soc2010
census2010 -> soc2010 -> soc2018
census2018 -> soc2018 -> alaska2018
census2018 -> soc2018 -> soc2010 -> oews2010
census2018 -> soc2018 -> oews2012
census2018 -> soc2018 -> oews2018
census2018 -> soc2018 -> oews2019
census2018 -> soc2018 -> oews2021
census2018 -> soc2018 -> soc2010 -> oflc2020
census2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
census2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006
census2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009
census2018 -> soc2018 -> soc2010 -> onet2010
census2018 -> soc2018 -> onet2019
census2018 -> census2010 -> census2002
census2018 -> census2010
census2018 -> soc2018 -> soc2010 -> pums2013
census2018 -> soc2018 -> pums2018
census2018 -> soc2018 -> soc2010 -> soc2000
census2018 -> soc2018 -> soc2010
census2018 -> soc2018
pums2013 -> soc2010 -> soc2018 -> alaska2018
pums2013 -> soc2010 -> oews2010
pums2013 -> soc2010 -> oews2012
pums2013 -> soc2010 -> oews2018
pums2013 -> soc2010 -> oews2019
pums2013 -> soc2010 -> soc2018 -> oews2021
pums2013 -> soc2010 -> oflc2020
pums2013 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
pums2013 -> soc2010 -> onet2010 -> onet2009 -> onet2006
pums2013 -> soc2010 -> onet2010 -> onet2009
pums2013 -> soc2010 -> onet2010
pums2013 -> soc2010 -> soc2018 -> onet2019
pums2013 -> soc2010 -> census2010 -> census2002
pums2013 -> soc2010 -> census2010
pums2013 -> soc2010 -> soc2018 -> census2018
pums2013 -> soc2010 -> soc2018 -> pums2018
pums2013 -> soc2010 -> soc2000
pums2013 -> soc2010
pums2013 -> soc2010 -> soc2018
pums2018 -> soc2018 -> alaska2018
pums2018 -> soc2018 -> soc2010 -> oews2010
pums2018 -> soc2018 -> oews2012
pums2018 -> soc2018 -> oews2018
pums2018 -> soc2018 -> oews2019
pums2018 -> soc2018 -> oews2021
pums2018 -> soc2018 -> soc2010 -> oflc2020
pums2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
pums2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006
pums2018 -> soc2018 -> soc2010 -> onet2010 -> onet2009
pums2018 -> soc2018 -> soc2010 -> onet2010
pums2018 -> soc2018 -> onet2019
pums2018 -> soc2018 -> soc2010 -> census2010 -> census2002
pums2018 -> soc2018 -> soc2010 -> census2010
pums2018 -> soc2018 -> census2018
pums2018 -> soc2018 -> soc2010 -> pums2013
pums2018 -> soc2018 -> soc2010 -> soc2000
pums2018 -> soc2018 -> soc2010
pums2018 -> soc2018
soc2000 -> soc2010 -> soc2018 -> alaska2018
soc2000 -> soc2010 -> oews2010
soc2000 -> soc2010 -> oews2012
soc2000 -> soc2010 -> oews2018
soc2000 -> soc2010 -> oews2019
soc2000 -> soc2010 -> soc2018 -> oews2021
soc2000 -> soc2010 -> oflc2020
soc2000 -> onet2000
soc2000 -> onet2006
soc2000 -> onet2009
soc2000 -> soc2010 -> onet2010
soc2000 -> soc2010 -> soc2018 -> onet2019
soc2000 -> census2002
soc2000 -> soc2010 -> census2010
soc2000 -> soc2010 -> soc2018 -> census2018
soc2000 -> soc2010 -> pums2013
soc2000 -> soc2010 -> soc2018 -> pums2018
soc2000 -> soc2010
soc2000 -> soc2010 -> soc2018
soc2010 -> soc2018 -> alaska2018
soc2010 -> oews2010
soc2010 -> oews2012
soc2010 -> oews2018
soc2010 -> oews2019
soc2010 -> soc2018 -> oews2021
soc2010 -> oflc2020
soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
soc2010 -> onet2010 -> onet2009 -> onet2006
soc2010 -> onet2010 -> onet2009
soc2010 -> onet2010
soc2010 -> soc2018 -> onet2019
soc2010 -> census2010 -> census2002
soc2010 -> census2010
soc2010 -> soc2018 -> census2018
soc2010 -> pums2013
soc2010 -> soc2018 -> pums2018
soc2010 -> soc2000
soc2010 -> soc2018
soc2018 -> alaska2018
soc2018 -> soc2010 -> oews2010
soc2018 -> oews2012
soc2018 -> oews2018
soc2018 -> oews2019
soc2018 -> oews2021
soc2018 -> soc2010 -> oflc2020
soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006 -> onet2000
soc2018 -> soc2010 -> onet2010 -> onet2009 -> onet2006
soc2018 -> soc2010 -> onet2010 -> onet2009
soc2018 -> soc2010 -> onet2010
soc2018 -> onet2019
soc2018 -> soc2010 -> census2010 -> census2002
soc2018 -> soc2010 -> census2010
soc2018 -> census2018
soc2018 -> soc2010 -> pums2013
soc2018 -> pums2018
soc2018 -> soc2010 -> soc2000
soc2018 -> soc2010
)";

}  // namespace

TEST_CASE("the default routes between shipped editions are these", "[data]") {
    const auto& catalog = builtin_catalog();
    RouteFinder finder(catalog);
    std::string found;
    for (const auto& from : catalog.edition_ids()) {
        for (const auto& to : catalog.edition_ids()) {
            const bool draft = catalog.header(from).status == Status::draft ||
                               catalog.header(to).status == Status::draft;
            if (from != to && !draft) {
                const auto route = finder.find(from, to);
                found +=
                    (route ? route->text() : from.text() + " to " + to.text() + ": none") + "\n";
            }
        }
    }
    CHECK(found == default_routes);
}
