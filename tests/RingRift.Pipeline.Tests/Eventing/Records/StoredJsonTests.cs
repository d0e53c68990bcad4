using System.Text.Json.Nodes;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Eventing.Records;

public sealed class StoredJsonTests
{
    private const string Name = "aggregates iteration.hex8_2p.000003/head";

    [Theory]
    [InlineData("2", "it has version 2; this program supports version 1")]
    [InlineData("0", "it has version 0; this program supports version 1")]
    [InlineData("\"one\"", "it has version \"one\"; this program supports version 1")]
    public void When_a_record_has_another_major_version_should_refuse_it_by_name(string version, string reason)
    {
        var json = RecordSample.Of(typeof(IterationState));
        json[StoredJson.VersionMember] = JsonNode.Parse(version);
        Assert.Equal(new UnreadableRecord(Name, reason), Refused(json.ToJsonString()));
    }

    [Fact]
    public void When_a_record_says_the_version_that_is_known_should_read_it_and_keep_the_word()
    {
        var json = JsonNode.Parse(
            StoredJson.Write(StoredJson.Read<IterationState>(RecordSample.Of(typeof(IterationState)).ToJsonString(), Name)))!;
        json[StoredJson.VersionMember] = StoredJson.Version;
        Assert.True(
            JsonNode.DeepEquals(json, JsonNode.Parse(StoredJson.Write(StoredJson.Read<IterationState>(json.ToJsonString(), Name)))));
    }

    [Fact]
    public void When_a_record_names_a_stage_that_only_a_newer_version_knows_should_say_place_and_value()
    {
        var json = RecordSample.Of(typeof(IterationState));
        json["stage"] = "distillation";
        Assert.Equal("$.stage is \"distillation\", which this version does not know", Refused(json.ToJsonString()).Reason);
        json["stage"] = "sync";
        json["timeline"]![1]!["type"] = "modelDistilled";
        Assert.Equal("$.timeline[1].type is \"modelDistilled\", which this version does not know", Refused(json.ToJsonString()).Reason);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("null", "null")]
    [InlineData("7", "it is 7 and must be a JSON object")]
    [InlineData("[]", "it is [] and must be a JSON object")]
    [InlineData("{", "JSON")]
    [InlineData("{\"config\":\"hex8_2p\"}", "iteration")]
    public void When_a_record_is_none_should_say_what_is_wrong(string json, string part)
    {
        var unreadable = Refused(json);
        Assert.Equal(Name, unreadable.Record);
        Assert.Contains(part, unreadable.Reason, StringComparison.OrdinalIgnoreCase);
    }

    private static UnreadableRecord Refused(string json) =>
        Assert.Throws<UnreadableRecordException>(() => StoredJson.Read<IterationState>(json, Name)).Unreadable;
}
