#!/usr/bin/env python3
"""Turns the raw tables that were gathered for the project into the data set that ships (data/jp, data/tntp).

    python3 data/jp/build/build.py RAW_DIRECTORY

Standard library only. Running it again gives the same bytes. Files marked "hand" in data/jp/README.md (hub ids and
operator classes, facilities, hub activity, hour profiles) are written by people and only read here.
"""
import csv
import math
import pathlib
import shutil
import sys

RAW = pathlib.Path(sys.argv[1])
OUT = pathlib.Path(__file__).resolve().parents[1]
TNTP = OUT.parent / "tntp"

MEGA = "mega:jp"
IN_PREFECTURE_CALL_SHARE = 0.8
CALL_DISTANCE_EXPONENT = 1.0

REGIONS = {
    "Hokkaido": ("region:hokkaido", "北海道"), "Tohoku": ("region:tohoku", "東北"), "Kanto": ("region:kanto", "関東"),
    "Hokuriku": ("region:hokuriku", "北陸"), "Chubu": ("region:chubu", "中部"), "Kinki": ("region:kinki", "近畿"),
    "Chugoku": ("region:chugoku", "中国"), "Shikoku": ("region:shikoku", "四国"), "Kyushu": ("region:kyushu", "九州"),
    "Okinawa": ("region:okinawa", "沖縄"),
}

MAIN_SHINKANSEN_STATIONS = (
    "東京 品川 新横浜 静岡 浜松 豊橋 名古屋 京都 新大阪 新神戸 姫路 岡山 福山 広島 新山口 小倉 博多 久留米 熊本 鹿児島中央 "
    "武雄温泉 長崎 大宮 宇都宮 郡山 福島 仙台 盛岡 八戸 新青森 新函館北斗 高崎 長岡 新潟 長野 富山 金沢 福井 敦賀 "
    "秋田 山形 新庄").split()

PLAIN_COPIES = {
    "pref_industry_gva.csv": "places/prefecture_industry_gva.csv",
    "od_people_migration_pref_2019_2025.csv": "flows/people_migration_2019_2025.csv",
    "od_people_kansen_zones.csv": "flows/people_kansen_zones.csv",
    "od_people_kansen_mode_2010.csv": "flows/people_kansen_mode_2010.csv",
    "od_people_kansen_mode_2005.csv": "flows/people_kansen_mode_2005.csv",
    "od_people_kansen_mode_day_1990_2000.csv": "flows/people_kansen_mode_day_1990_2000.csv",
    "od_people_kansen_purpose_2010.csv": "flows/people_kansen_purpose_2010.csv",
    "od_people_commute_pref_2020_corridor.csv": "flows/people_commute_2020_corridor.csv",
    "od_goods_freight_pref_fy2022.csv": "flows/goods_freight_fy2022.csv",
    "od_goods_netflow_pref_2021_3day.csv": "flows/goods_netflow_2021_3day.csv",
    "money_furusato_municipality_2008_2020.csv": "flows/money_furusato_2008_2020.csv",
    "info_calls_facts.csv": "flows/information_calls_facts.csv",
    "rail_stations_s12.csv": "network/rail_stations_s12.csv",
    "rail_shinkansen_stations.csv": "network/rail_shinkansen_stations.csv",
    "rail_conventional_express_approx.csv": "network/rail_conventional_express_approx.csv",
    "linear_chuo_stations.csv": "network/linear_chuo_stations.csv",
    "linear_chuo_services.csv": "network/linear_chuo_services.csv",
    "rolling_stock_seats.csv": "network/rolling_stock_seats.csv",
    "road_expressway_nodes.csv": "network/road-sharealike/expressway_nodes.csv",
    "road_expressway_links.csv": "network/road-sharealike/expressway_links.csv",
    "road_od_core_cities_est.csv": "network/road-sharealike/road_od_core_cities_est.csv",
    "air_routes_openflights_japan_2014.csv": "network/air-odbl/air_routes_2014.csv",
    "airports_foreign_linked.csv": "network/air-odbl/airports_foreign.csv",
    "maps/japan_prefectures_s0001.geojson": "maps/japan_prefectures_s0001.geojson",
    "maps/japan_prefectures_s0001.topojson": "maps/japan_prefectures_s0001.topojson",
    "maps/japan_municipalities_s0001.topojson": "maps/japan_municipalities_s0001.topojson",
    "maps/world_land-110m.json": "maps/world_land-110m.json",
    "maps/world_land-50m.json": "maps/world_land-50m.json",
    "maps/world_countries-110m.json": "maps/world_countries-110m.json",
    "maps/east_asia_countries_50m.geojson": "maps/east_asia_countries_50m.geojson",
}


def raw(name):
    with open(RAW / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shipped(name):
    with open(OUT / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, columns, rows):
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def copy_plain_files():
    for source, target in PLAIN_COPIES.items():
        (OUT / target).parent.mkdir(parents=True, exist_ok=True)
        # Bytes, not metadata, with Unix line ends: the same file whoever builds it.
        (OUT / target).write_bytes((RAW / source).read_bytes().replace(b"\r\n", b"\n"))
    TNTP.mkdir(parents=True, exist_ok=True)
    for source in sorted((RAW / "tntp").glob("*.tntp")):
        if source.name.startswith(("SiouxFalls_", "Braess_")):
            shutil.copyfile(source, TNTP / source.name)


def write_areas(prefectures):
    write("places/regions.csv", ["id", "name_ja", "name_en", "parent"],
          [[MEGA, "日本スーパー・メガリージョン", "Japan super mega-region", ""]] +
          [[place, ja, en, MEGA] for en, (place, ja) in REGIONS.items()])
    columns = [c for c in prefectures[0] if c not in ("region10",)]
    write("places/prefectures.csv", ["region"] + columns,
          [[REGIONS[row["region10"]][0]] + [row[c] for c in columns] for row in prefectures])


def write_municipalities():
    rows = raw("municipalities.csv")
    columns = [c for c in rows[0] if c not in ("parent_code", "pref_ja", "pref_en")]
    write("places/municipalities.csv", columns,
          [[r[c] for c in columns] for r in rows if r["level"] not in ("ward", "northern_territories")])
    wards = ["code", "parent_code", "name_ja", "name_kana", "name_romaji", "lat", "lon", "area_km2", "pop_2020",
             "pop_2025_prelim"]
    write("places/wards.csv", wards, [[r[c] for c in wards] for r in rows if r["level"] == "ward"])


def write_observatories(prefectures, zones):
    """A survey reports through one hub per place it observes."""
    hokkaido = [z for z in zones if z["pref_code"] == "01"]
    english = {"道北": "Northern Hokkaido", "道東": "Eastern Hokkaido", "道央": "Central Hokkaido", "道南": "Southern Hokkaido"}
    write("places/survey_zones.csv", ["id", "zone", "name_ja", "name_en", "parent"],
          [[zone_place(z), z["zone"], z["name_ja"], english[z["name_ja"]], "jp:01"] for z in hokkaido])

    rows = []
    names = {r["pref_code"]: (r["name_ja"], r["name_en"]) for r in prefectures}
    for zone in sorted(zones, key=lambda z: int(z["zone"])):
        ja, en = (zone["name_ja"], english[zone["name_ja"]]) if zone in hokkaido else names[zone["pref_code"]]
        rows.append([f"hub:obs-kansen-{int(zone['zone']):02}", f"全国幹線旅客純流動調査 {ja}観測所",
                     f"Inter-regional passenger survey: {en}", zone_place(zone), "kansen"])
    for survey, ja_survey, en_survey in (
            ("freight", "貨物地域流動調査", "Freight survey"),
            ("migration", "住民基本台帳人口移動報告", "Migration report"),
            ("money", "ふるさと納税（推計）", "Hometown-tax donations (modelled)"),
            ("information", "通話（推計）", "Telephone calls (modelled)")):
        for code, (ja, en) in names.items():
            rows.append([f"hub:obs-{survey}-{code}", f"{ja_survey} {ja}観測所", f"{en_survey}: {en}", f"jp:{code}", survey])
    write("places/observatories.csv", ["id", "name_ja", "name_en", "observes", "survey"], rows)


def zone_place(zone):
    return f"zone:kansen-{int(zone['zone']):02}" if zone["pref_code"] == "01" else f"jp:{zone['pref_code']}"


def reword(text):
    """The raw tables speak of "seeds"; in the product these are the policy papers."""
    for old, new in (("the seed text", "the paper"), ("the seeds", "the papers"), ("the seed", "the paper"), ("seed", "paper")):
        text = text.replace(old, new)
    return text


def write_hubs():
    identity = {r["raw_id"]: r for r in shipped("build/hub_ids.csv")}
    hubs = [r for r in raw("hubs.csv")]
    kept = ["name_ja", "name_en", "group", "kind", "operator", "operator_kind"]
    rows = []
    for r in hubs:
        own = identity[r["id"]]
        parent = f"jp:{r['municipality_code']}" if r["municipality_code"] else MEGA
        rows.append([own["id"], parent] + [r[c] for c in kept] +
                    [own["operator_class"], own["operator_class_basis"], r["lat"], r["lon"], r["coord_precision"],
                     r["opened_year"], r["layers"], r["seed"], reword(r["note"])])
    write("places/hubs.csv", ["id", "parent"] + kept + ["operator_class", "operator_class_basis", "lat", "lon",
                                                       "coord_precision", "opened_year", "layers", "paper", "note"], rows)

    partnerships = raw("partnerships.csv")
    kept = ["name_ja", "name_en", "class", "subclass", "metro_partner", "regional_partner", "start_year", "layers"]
    write("partnerships/partnerships.csv",
          ["id", "metro_place", "regional_place"] + kept + ["paper", "note"],
          [[identity[r["id"]]["id"], f"jp:{r['metro_pref_code']}" if r["metro_pref_code"] else "",
            f"jp:{r['regional_code']}"] + [reword(r[c]) for c in kept] + [r["seed"], reword(r["note"])] for r in partnerships])
    write("facts/partnership_facts.csv", ["subject", "metric", "value", "unit", "as_of", "paper"],
          [[identity[r["id"]]["id"], reword(r["metric"]).replace("_paper000", "_other_paper"), plain_number(r["value"]),
            r["unit"], r["as_of"], r["seed"]] for r in raw("partnership_facts.csv")])
    write("facts/national_facts.csv", ["scope", "metric", "value", "unit", "as_of", "paper"],
          [[r["scope"], r["metric"], r["value"], r["unit"], r["as_of"], r["seed"]] for r in raw("seed_facts.csv")])


def plain_number(text):
    return text[:-2] if text.endswith(".0") else text


def largest_remainder(total, weights):
    """Shares out an integer over weights so that the parts add up to it exactly; ties go to the earlier part."""
    whole = sum(weights)
    exact = [total * w / whole for w in weights] if isinstance(whole, float) else None
    floors = [math.floor(e) for e in exact] if exact else [total * w // whole for w in weights]
    rests = [e - f for e, f in zip(exact, floors)] if exact else [total * w % whole for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-rests[i], i))
    for i in order[: total - sum(floors)]:
        floors[i] += 1
    return floors


def write_modelled_money(codes):
    """Who gave to whom is not published. Each receiving prefecture's donations (observed) are shared out over the
    donors' prefectures in proportion to the tax deductions of their residents (observed): no effect of distance."""
    received = {c: 0 for c in codes}
    deducted = {c: 0 for c in codes}
    for row in raw("money_furusato_municipality_2008_2020.csv"):
        code = row["code"][:2]
        received[code] += int(row["donations_kjpy_fy2020"] or 0) * 1000
        deducted[code] += int(row["resident_tax_deduction_kjpy"] or 0)
    cells = {}
    for destination in codes:
        for origin, yen in zip(codes, largest_remainder(received[destination], [deducted[c] for c in codes])):
            cells[origin, destination] = yen
    write("flows/modelled/money_furusato_fy2020.csv", ["origin_pref", "dest_pref", "yen"],
          [[o, d, cells[o, d]] for o in codes for d in codes])


def write_modelled_information(codes, prefectures):
    """Calls originated per prefecture (observed). A fixed share stays inside; the rest follows a doubly constrained
    gravity model (calls received = calls made, distance exponent -1 between population centroids, Furness)."""
    rows = {r["pref_code"]: r for r in prefectures}
    calls = [int(rows[c]["mobile_calls_originated_k_fy2023"]) * 1000 for c in codes]
    places = [(float(rows[c]["popcentroid_lat"]), float(rows[c]["popcentroid_lon"])) for c in codes]
    inside = [round(q * IN_PREFECTURE_CALL_SHARE) for q in calls]
    outside = [q - i for q, i in zip(calls, inside)]
    n = len(codes)
    friction = [[0.0 if i == j else great_circle_km(places[i], places[j]) ** -CALL_DISTANCE_EXPONENT for j in range(n)]
                for i in range(n)]
    a, b = [1.0] * n, [1.0] * n
    for _ in range(500):
        a = [1 / sum(b[j] * outside[j] * friction[i][j] for j in range(n)) for i in range(n)]
        b = [1 / sum(a[i] * outside[i] * friction[i][j] for i in range(n)) for j in range(n)]
    result = []
    for i in range(n):
        weights = [a[i] * outside[i] * b[j] * outside[j] * friction[i][j] for j in range(n)]
        row = largest_remainder(outside[i], weights)
        row[i] = inside[i]
        result += [[codes[i], codes[j], row[j]] for j in range(n)]
    write("flows/modelled/information_calls_fy2023.csv", ["origin_pref", "dest_pref", "calls"], result)


def great_circle_km(p, q):
    lat1, lon1, lat2, lon2 = map(math.radians, (*p, *q))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def write_core_cities():
    rows = raw("core_cities.csv")
    columns = list(rows[0])
    header = ["paper_ref" if c == "seed_ref" else c for c in columns]
    write("places/core_cities.csv", header,
          [["|".join("paper" if w == "seed" else w for w in r[c].split("|")) if c == "classes" else r[c] for c in columns]
           for r in rows])


def write_shinkansen_facts():
    """Plain facts: fastest minutes and through trains between the main stations; no timetable and no seats."""
    services = {(r["origin_ja"], r["dest_ja"]): r for r in raw("rail_shinkansen_od_service.csv")}
    rows = []
    for i, a in enumerate(MAIN_SHINKANSEN_STATIONS):
        for b in MAIN_SHINKANSEN_STATIONS[i + 1:]:
            there, back = services.get((a, b)), services.get((b, a))
            if there and back:
                rows.append([a, b, there["route_km"], there["min_minutes"], back["min_minutes"],
                             there["direct_trains_per_weekday"], back["direct_trains_per_weekday"]])
    write("network/rail_shinkansen_main_facts.csv",
          ["station_a", "station_b", "km", "fastest_minutes_ab", "fastest_minutes_ba", "trains_per_weekday_ab",
           "trains_per_weekday_ba"], rows)


def write_network():
    """The ready graph by licence: road and air links in folders of their own, and no figure of class CHECK."""
    nodes = raw("network_nodes.csv")
    columns = list(nodes[0])
    write("network/nodes.csv", columns, [[r[c] for c in columns] for r in nodes if r["kind"] != "airport"])
    write("network/air-odbl/nodes_air.csv", columns, [[r[c] for c in columns] for r in nodes if r["kind"] == "airport"])

    links = raw("network_links.csv")
    header = ["from", "to", "mode", "minutes", "km", "services_per_day", "seats_per_day", "status", "basis"]

    def rows(mode, air=False):
        chosen = [r for r in links if r["mode"] == mode and air == (r["from"].startswith("A:") or r["to"].startswith("A:"))]
        return [[r[c] for c in header] for r in chosen]

    for mode in ("rail_conventional", "access", "maglev", "transfer"):
        write(f"network/links_{mode}.csv", header, rows(mode))
    write("network/links_shinkansen.csv", header, shinkansen_links())
    write("network/road-sharealike/links_road.csv", header, rows("road"))
    write("network/air-odbl/links_access_air.csv", header, rows("access", air=True))
    write("network/air-odbl/links_air.csv", header, air_links({r["node"] for r in nodes}))

    airports = [c for c in raw("airports_japan.csv")[0] if c != "pax_2014_both_directions"]
    write("network/air-odbl/airports_japan.csv", airports, [[r[c] for c in airports] for r in raw("airports_japan.csv")])


def shinkansen_links():
    basis = "fastest through train, restated facts of rail_shinkansen_main_facts.csv (June 2026)"
    result = []
    for r in shipped("network/rail_shinkansen_main_facts.csv"):
        a, b = "S:" + r["station_a"], "S:" + r["station_b"]
        result.append([a, b, "shinkansen", r["fastest_minutes_ab"], r["km"], r["trains_per_weekday_ab"], "", "existing", basis])
        result.append([b, a, "shinkansen", r["fastest_minutes_ba"], r["km"], r["trains_per_weekday_ba"], "", "existing", basis])
    return result


def air_links(nodes):
    """Routes of OpenFlights between our airports; minutes are the formula 35 + great-circle km / 800 * 60."""
    basis = "OpenFlights route of June 2014; minutes = 35 + great-circle km / 800 * 60 (estimate); frequency unknown"
    result = []
    for r in raw("air_routes_openflights_japan_2014.csv"):
        a, b = "A:" + r["src_iata"], "A:" + r["dst_iata"]
        if r["international"] == "0" and a in nodes and b in nodes:
            minutes = round(35 + float(r["gc_km"]) / 800 * 60)
            result.append([a, b, "air", minutes, r["gc_km"], "", "", "existing (2014)", basis])
    return result


def main():
    prefectures = raw("prefectures.csv")
    codes = [r["pref_code"] for r in prefectures]
    copy_plain_files()
    write_areas(prefectures)
    write_municipalities()
    write_core_cities()
    write_observatories(prefectures, raw("od_people_kansen_zones.csv"))
    write_hubs()
    write_modelled_money(codes)
    write_modelled_information(codes, prefectures)
    write_shinkansen_facts()
    write_network()


if __name__ == "__main__":
    main()
