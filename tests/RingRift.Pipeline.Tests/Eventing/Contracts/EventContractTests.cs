using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Runs;

namespace RingRift.Pipeline.Tests.Eventing.Contracts;

public sealed class EventContractTests
{
    private const string Sha = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Evaluated = "{\"config\":\"hex8_2p\",\"iteration\":3,\"candidate\":{\"kind\":\"model\",\"sha256\":\"" + Sha
        + "\",\"length\":12},\"scores\":[{\"opponent\":{\"name\":\"random\"},\"games\":2,\"wins\":1,\"draws\":0,\"score\":0.5,\"low\":0.1,\"high\":0.9}]}";

    [Fact]
    public void When_a_payload_keeps_its_contract_should_say_nothing() => Assert.Null(Check(DataEventType.EvaluationCompleted, Evaluated));

    [Theory]
    [InlineData("{\"config\"", "{\"added\":{\"by\":[\"v2\"]},\"config\"", "$.added")]
    [InlineData("\"length\":12", "\"length\":12,\"added\":1", "$.candidate.added")]
    [InlineData("\"games\":2", "\"games\":2,\"added\":null", "$.scores[0].added")]
    public void When_a_newer_publisher_added_a_member_should_take_what_arrived_and_refuse_what_is_made(string part, string by, string path)
    {
        var json = Evaluated.Replace(part, by, StringComparison.Ordinal);
        Assert.Equal(path, Check(DataEventType.EvaluationCompleted, json)?.Path);
        using var document = JsonDocument.Parse(json);
        Assert.Null(EventContract.CheckArrived(DataEventType.EvaluationCompleted, 1, document.RootElement));
        var broken = JsonDocument.Parse(json.Replace("hex8_2p", "hex8_5p", StringComparison.Ordinal));
        Assert.Equal("$.config", EventContract.CheckArrived(DataEventType.EvaluationCompleted, 1, broken.RootElement)?.Path);
    }

    [Theory]
    [InlineData("\"hex8_2p\"", "\"hex8_5p\"", "$.config", "\"hex8_5p\"", "2 to 4")]
    [InlineData("\"hex8_2p\"", "\"\"", "$.config", "\"\"", "hex8")]
    [InlineData("\"hex8_2p\"", "null", "$.config", "null", "must be a text")]
    [InlineData("\"iteration\":3", "\"iteration\":0", "$.iteration", "0", "from 1")]
    [InlineData("\"iteration\":3", "\"iteration\":3.0", "$.iteration", "3.0", "without point")]
    [InlineData("\"iteration\":3", "\"iteration\":2147483648", "$.iteration", "2147483648", "2147483647")]
    [InlineData("\"iteration\":3", "\"iteration\":\"3\"", "$.iteration", "\"3\"", "integer")]
    [InlineData("\"iteration\":3,", "", "$.iteration", null, "must be there")]
    [InlineData("\"iteration\":3", "\"iteration\":3,\"iteration\":4", "$.iteration", null, "once")]
    [InlineData("\"iteration\":3", "\"iteration\":3,\"Iteration\":4", "$.Iteration", "4", "none of the members")]
    [InlineData("\"model\",", "\"Model\",", "$.candidate.kind", "\"Model\"", "games, manifest")]
    [InlineData("\"model\",", "3,", "$.candidate.kind", "3", "games, manifest")]
    [InlineData("\"kind\":\"model\",", "", "$.candidate.kind", null, "must be there")]
    [InlineData("\"length\":12", "\"length\":-1", "$.candidate.length", "-1", "0 or more")]
    [InlineData(Sha, "abc", "$.candidate.sha256", "\"abc\"", "64 lower-case")]
    [InlineData("\"random\"", "\"\\ud800\"", "$.scores[0].opponent.name", "\"\\ud800\"", "surrogate")]
    [InlineData("\"name\":\"random\"", "", "$.scores[0].opponent.name", null, "must be there")]
    [InlineData("\"score\":0.5", "\"score\":1e400", "$.scores[0].score", "1e400", "double")]
    [InlineData("\"score\":0.5", "\"score\":\"NaN\"", "$.scores[0].score", "\"NaN\"", "number")]
    public void When_a_value_breaks_it_should_name_place_value_and_rule(string part, string by, string path, string? value, string rule)
    {
        var violation = Check(DataEventType.EvaluationCompleted, Evaluated.Replace(part, by, StringComparison.Ordinal))!;
        Assert.Equal((path, value), (violation.Path, violation.Value));
        Assert.Contains(rule, violation.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z", true)]
    [InlineData("2026-03-01T12:00:00.123456789+02:00", true)]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-01T12:00:00", false)]
    [InlineData("2026-02-30T12:00:00Z", false)]
    [InlineData("today", false)]
    public void When_a_time_is_given_should_take_instants_only(string time, bool taken) =>
        Assert.Equal(
            taken, Check(DataEventType.PipelinePaused, $$"""{"config":"hex8_2p","owner":"a","reason":"b","until":"{{time}}"}""") is null);

    [Theory]
    [InlineData("""{"weather":{"a":1,"a":2}}""", "$.weather.a")]
    [InlineData("""{"weather":["\udc00"]}""", "$.weather[0]")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    public void When_nodes_outside_add_members_should_still_be_storable(string json, string path) =>
        Assert.Equal(path, Check(DataEventType.HostOffline, json)?.Path);

    [Fact]
    public void When_it_is_large_or_deep_should_refuse_it()
    {
        Assert.Contains(
            "at most 47104", Check(DataEventType.HostOffline, $$"""{"reason":"{{new string('x', 47_104)}}"}""")!.Rule,
            StringComparison.Ordinal);
        Assert.Null(Check(DataEventType.HostOffline, $$"""{"deep":{{new string('[', 31)}}{{new string(']', 31)}}}"""));
        Assert.Contains(
            "32 levels", Check(DataEventType.HostOffline, $$"""{"deep":{{new string('[', 32)}}{{new string(']', 32)}}}""")!.Rule,
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_version_is_another_should_name_the_one_that_is_known()
    {
        var violation = EventContract.Check(DataEventType.EvaluationCompleted, 2, JsonSerializer.Deserialize<JsonElement>(Evaluated))!;
        Assert.Equal(("$schemaVersion", "2"), (violation.Path, violation.Value));
        Assert.Contains("must be 1", violation.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_value_is_long_should_cut_it_between_characters()
    {
        var cut = ContractViolation.Cut(new string('a', 99) + "\U0001F600" + "b");
        Assert.Equal(new string('a', 99) + "...", cut);
    }

    /// <summary>A member that is left out where it is null must be read as null, or what is stored could not be read again.</summary>
    [Fact]
    public void When_something_may_be_null_should_not_have_to_be_there()
    {
        var types = new Dictionary<Type, JsonTypeInfo>();
        var own = EventCatalogue.All.Select(definition => definition.Payload).OfType<Type>().ToList();
        var roots = own
            .Concat(
                [
                    typeof(IterationState), typeof(JobState), typeof(ChampionPointer), typeof(RunStatus), typeof(RunStarted),
                    typeof(LoggedEvent)
                ]);
        foreach (var root in roots)
        {
            Collect(root, types);
        }

        Assert.True(types.Count > own.Count);
        var wrong = types.Values.SelectMany(info => info.Properties.Where(property => property is { IsRequired: true, IsGetNullable: true })
            .Select(property => $"{info.Type.Name}.{property.Name}"));
        Assert.Empty(wrong);
    }

    private static void Collect(Type type, Dictionary<Type, JsonTypeInfo> types)
    {
        var info = EventJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            Collect(info.ElementType!, types);
        }
        else if (info.Kind == JsonTypeInfoKind.Object && types.TryAdd(info.Type, info))
        {
            foreach (var property in info.Properties)
            {
                Collect(property.PropertyType, types);
            }
        }
    }

    private static ContractViolation? Check(DataEventType type, string json) =>
        EventContract.Check(type, 1, JsonSerializer.Deserialize<JsonElement>(json));
}
