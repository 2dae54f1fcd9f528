namespace MegaRegion.DataSet.Tests;

public sealed class LoaderErrorTests
{
    [Fact]
    public void An_unchanged_copy_is_sound()
    {
        using var copy = new DataCopy();

        JapanDataSet.Check(copy.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("places/municipalities.csv", 3, "code", "1202", "expected 5 digits")]
    [InlineData("places/municipalities.csv", 3, "pref_code", "02", "does not begin the municipality code 01202")]
    [InlineData("places/municipalities.csv", 4, "level", "megacity", "expected one of 'designated_city'")]
    [InlineData("places/municipalities.csv", 5, "lat", "95.1", "expected 20 to 46")]
    [InlineData("places/municipalities.csv", 5, "lon", "east", "is not a number")]
    [InlineData("places/municipalities.csv", 5, "lon", "", "is not a number")]
    [InlineData("places/municipalities.csv", 6, "pop_2020", "many", "is not a whole number")]
    [InlineData("places/municipalities.csv", 6, "pop_2020", "-1", "out of range")]
    [InlineData("places/municipalities.csv", 7, "name_ja", "", "the field is empty")]
    [InlineData("places/prefectures.csv", 2, "region", "region:atlantis", "does not exist")]
    [InlineData("places/prefectures.csv", 2, "region", "Hokkaido", "is not a place id")]
    [InlineData("places/prefectures.csv", 2, "pref_code", "1", "expected 2 digits")]
    [InlineData("places/regions.csv", 3, "parent", "", "has no parent")]
    [InlineData("places/regions.csv", 3, "parent", "region:tohoku", "expected a level above Region")]
    [InlineData("places/regions.csv", 3, "id", "Region:Hokkaido", "is not a place id")]
    [InlineData("places/wards.csv", 2, "parent_code", "01202", "is not a designated city")]
    [InlineData("places/wards.csv", 3, "code", "01101", "already defined")]
    [InlineData("places/survey_zones.csv", 2, "parent", "jp:99", "does not exist")]
    [InlineData("places/observatories.csv", 2, "observes", "jp:99", "does not exist")]
    [InlineData("places/observatories.csv", 3, "survey", "", "the field is empty")]
    [InlineData("places/hubs.csv", 3, "id", "jp:13101x", "is not the id of a hub")]
    [InlineData("places/hubs.csv", 3, "id", "hub:egg-japan", "already defined in places/hubs.csv, row 2")]
    [InlineData("places/hubs.csv", 3, "operator_class", "3-1", "is not known")]
    [InlineData("places/hubs.csv", 3, "opened_year", "207", "out of range")]
    [InlineData("places/facilities.csv", 2, "capacity", "-3", "out of range")]
    [InlineData("partnerships/partnerships.csv", 2, "regional_place", "jp:99999", "is not a place of the data set")]
    [InlineData("partnerships/partnerships.csv", 2, "start_year", "early", "is not a whole number")]
    [InlineData("facts/partnership_facts.csv", 2, "subject", "C1", "neither a hub nor a partnership")]
    [InlineData("facts/national_facts.csv", 2, "value", "", "the field is empty")]
    public void A_broken_field_of_the_places_is_named(
        string file, int row, string column, string value, string expected)
    {
        using var copy = new DataCopy();
        copy.SetField(file, row, column, value);

        var problems = ProblemsOf(copy);

        ShouldName(problems, file, row, column, expected);
    }

    [Theory]
    [InlineData("flows/tables.csv", 2, "layer", "Ideas", "is not known")]
    [InlineData("flows/tables.csv", 2, "provenance", "guessed", "expected one of 'observed', 'modelled'")]
    [InlineData("flows/tables.csv", 2, "value_columns", "air:Rocket", "'Rocket' is not known")]
    [InlineData("flows/tables.csv", 3, "id", "kansen-2010", "stands twice")]
    [InlineData("flows/people_kansen_mode_2010.csv", 2, "origin_zone", "51", "is not a known zone")]
    [InlineData("flows/people_kansen_mode_2010.csv", 3, "dest_zone", "48", "already stands in row 2")]
    [InlineData("flows/people_kansen_mode_2010.csv", 4, "rail", "1.5", "is not a whole number")]
    [InlineData("flows/people_kansen_zones.csv", 7, "pref_code", "48", "is not a known prefecture code")]
    [InlineData("flows/goods_freight_fy2022.csv", 2, "origin_pref", "1", "keep leading zeros")]
    [InlineData("flows/goods_freight_fy2022.csv", 2, "kilotonnes_fy2022", "-5", "out of range")]
    [InlineData("flows/money_furusato_2008_2020.csv", 2, "code", "00000", "is not a known municipality code")]
    [InlineData("flows/hour_profiles.csv", 2, "h00", "-1", "out of range")]
    [InlineData("flows/hour_profiles.csv", 2, "day_type", "monday", "is not known")]
    [InlineData("flows/hub_activity_assumptions.csv", 8, "hub", "hub:atlantis", "is not a hub")]
    [InlineData("flows/hub_activity_assumptions.csv", 8, "other_place", "hub:linkers", "is not a city, prefecture or region")]
    [InlineData("flows/hub_activity_assumptions.csv", 8, "profile", "moonlight", "is not in flows/hour_profiles.csv")]
    [InlineData("flows/hub_activity_assumptions.csv", 8, "annual_quantity", "0", "out of range")]
    [InlineData("flows/hub_activity_assumptions.csv", 8, "basis", "", "the field is empty")]
    [InlineData("network/nodes.csv", 2, "municipality_code", "99999", "is not a municipality")]
    [InlineData("network/nodes.csv", 2, "kind", "harbour", "is not known")]
    [InlineData("network/links_access.csv", 2, "from", "C:99999", "is not a node")]
    [InlineData("network/links_access.csv", 2, "minutes", "-2", "out of range")]
    [InlineData("network/links_access.csv", 2, "mode", "swim", "is not known")]
    [InlineData("network/road-sharealike/links_road.csv", 2, "km", "far", "is not a number")]
    [InlineData("network/air-odbl/links_air.csv", 2, "to", "A:ZZZ", "is not a node")]
    public void A_broken_field_of_the_other_tables_is_named(
        string file, int row, string column, string value, string expected)
    {
        using var copy = new DataCopy();
        copy.SetField(file, row, column, value);

        var problems = JapanDataSet.Check(copy.Path);

        ShouldName(problems, file, row, column, expected);
    }

    [Fact]
    public void Problems_of_several_files_are_reported_together()
    {
        using var copy = new DataCopy();
        copy.SetField("places/municipalities.csv", 3, "code", "x");
        copy.SetField("places/prefectures.csv", 5, "pref_code", "x");
        copy.DeleteFile("places/hubs.csv");

        var files = ProblemsOf(copy).Select(problem => problem.File).ToHashSet(StringComparer.Ordinal);

        files.Contains("places/municipalities.csv").ShouldBeTrue();
        files.Contains("places/prefectures.csv").ShouldBeTrue();
        files.Contains("places/hubs.csv").ShouldBeTrue();
    }

    [Fact]
    public void Only_so_many_problems_are_listed_but_all_are_counted()
    {
        using var copy = new DataCopy();
        copy.EditLines("places/municipalities.csv", lines =>
        {
            for (var i = 1; i < lines.Count; i++)
                lines[i] = lines[i].Replace(",city,", ",town hall,", StringComparison.Ordinal);
        });

        var exception = Should.Throw<DataSetException>(() => JapanDataSet.Load(copy.Path));

        exception.Problems.Count.ShouldBe(DataSetException.MaxProblems);
        exception.TotalProblems.ShouldBe(772);
        exception.Message.ShouldContain("and 672 more");
    }

    [Fact]
    public void A_missing_column_is_named_with_what_was_expected()
    {
        using var copy = new DataCopy();
        copy.EditLines(
            "places/hubs.csv",
            lines => lines[0] = lines[0].Replace("operator_class,", "class,", StringComparison.Ordinal));

        ShouldName(copy, "places/hubs.csv", 1, "operator_class", "the column is missing");
    }

    [Fact]
    public void A_column_that_stands_twice_is_named()
    {
        using var copy = new DataCopy();
        copy.EditLines("places/regions.csv", lines => lines[0] = "id,name_ja,name_ja,name_en,parent");

        ShouldName(copy, "places/regions.csv", 1, "name_ja", "stands twice");
    }

    [Fact]
    public void A_row_with_too_many_fields_is_named()
    {
        using var copy = new DataCopy();
        copy.EditLines("places/wards.csv", lines => lines[9] += ",surplus");

        ShouldName(copy, "places/wards.csv", 10, "", "the row has 11 fields, expected 10");
    }

    [Fact]
    public void Quotes_that_do_not_match_are_named()
    {
        using var copy = new DataCopy();
        copy.EditLines(
            "places/wards.csv",
            lines => lines[9] = lines[9].Replace(",1", ",\"1\"x", StringComparison.Ordinal));

        ShouldName(copy, "places/wards.csv", 10, "", "the quotes do not match");
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_named()
    {
        using var copy = new DataCopy();
        copy.WriteBytes(
            "places/survey_zones.csv",
            [.. "id,zone,name_ja,name_en,parent\nzone:kansen-01,1,"u8, 0x93, 0xb9, .. ",North,jp:01\n"u8]);

        ShouldName(copy, "places/survey_zones.csv", 2, "", "not UTF-8");
    }

    [Fact]
    public void A_missing_and_an_empty_file_are_named()
    {
        using var copy = new DataCopy();
        copy.DeleteFile("places/wards.csv");
        copy.WriteBytes("places/facilities.csv", []);

        var problems = ProblemsOf(copy);

        ShouldName(problems, "places/wards.csv", 0, "", "the file is missing");
        ShouldName(problems, "places/facilities.csv", 1, "hub", "the column is missing");
    }

    [Fact]
    public void A_population_that_misses_the_published_total_is_reported()
    {
        using var copy = new DataCopy();
        copy.SetField("places/municipalities.csv", 2, "pop_2020", "1973396");

        var problems = ProblemsOf(copy);

        ShouldName(problems, "places/municipalities.csv", 0, "pop_2020", "the sum is 126146100, expected 126146099");
        ShouldName(
            problems,
            "places/prefectures.csv",
            0,
            "pop_2020",
            "jp:01 has 5224614, but its municipalities add up to 5224615");
    }

    [Fact]
    public void A_missing_municipality_is_reported()
    {
        using var copy = new DataCopy();
        copy.EditLines("places/municipalities.csv", lines => lines.RemoveAt(lines.Count - 1));

        ShouldName(copy, "places/municipalities.csv", 0, "", "the file has 1740 rows, expected 1741");
    }

    [Fact]
    public void A_flow_table_that_misses_its_published_total_is_reported()
    {
        using var copy = new DataCopy();
        copy.SetField("flows/goods_freight_fy2022.csv", 2, "kilotonnes_fy2022", "1287");
        var flows = JapanDataSet.Load(copy.Path).Flows;

        var problems = Should.Throw<DataSetException>(() => flows.Get("freight-fy2022")).Problems;

        ShouldName(
            problems, "flows/goods_freight_fy2022.csv", 0, "kilotonnes_fy2022", "adds up to 1294096, expected 1294095");
    }

    [Fact]
    public void A_problem_reads_as_file_row_column_and_message() =>
        new DataProblem("places/hubs.csv", 3, "kind", "what.", "how.").ToString()
            .ShouldBe("places/hubs.csv, row 3, column kind: what. Cure: how.");

    private static IReadOnlyList<DataProblem> ProblemsOf(DataCopy copy) =>
        Should.Throw<DataSetException>(() => JapanDataSet.Load(copy.Path)).Problems;

    private static void ShouldName(DataCopy copy, string file, int row, string column, string expected) =>
        ShouldName(ProblemsOf(copy), file, row, column, expected);

    private static void ShouldName(
        IReadOnlyList<DataProblem> problems, string file, int row, string column, string expected)
    {
        var named = problems.Where(problem => (problem.File, problem.Row, problem.Column) == (file, row, column))
            .ToList();
        named.ShouldNotBeEmpty($"problems were: {string.Join(Environment.NewLine, problems)}");
        named.ShouldContain(
            problem => problem.ToString().Contains(expected, StringComparison.Ordinal), named[0].ToString());
        named.ShouldAllBe(problem => problem.Cure.EndsWith('.'));
    }
}
