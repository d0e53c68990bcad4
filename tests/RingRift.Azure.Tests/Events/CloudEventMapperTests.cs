using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.Azure.Events;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Fuzzing;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Events;

public sealed class CloudEventMapperTests
{
    private static readonly EventEnvelope Envelope = Sample.Event(Sample.Key());

    [Fact]
    public void Should_give_an_event_back_as_it_went()
    {
        var back = CloudEventMapper.Parse(CloudEventWriter.Write(Envelope));
        Assert.Equal(Envelope with { Data = default }, back with { Data = default });
        Assert.Equal(Envelope.Payload<TrainingFailed>(), back.Payload<TrainingFailed>());
    }

    [Fact]
    public void Should_put_the_attributes_where_CloudEvents_has_them()
    {
        var json = JsonNode.Parse(CloudEventWriter.Write(Envelope))!;
        Assert.Equal("1.0", (string?)json["specversion"]);
        Assert.Equal("ringrift.training_failed", (string?)json["type"]);
        Assert.Equal("urn:ringrift:events:training_failed:2", (string?)json["dataschema"]);
        Assert.Equal(Envelope.CorrelationId, (string?)json["correlationid"]);
        Assert.Equal(Envelope.CausationId, (string?)json["causationid"]);
        Assert.Equal("hex8_2p", (string?)json["data"]!["config"]);
    }

    [Theory]
    [InlineData("type", "ringrift.unknown")]
    [InlineData("dataschema", "urn:ringrift:events:training_failed:0")]
    [InlineData("dataschema", "urn:ringrift:events:training_started:1")]
    [InlineData("dataschema", "urn:ringrift:events:training_failed:3")]
    [InlineData("dataschema", "")]
    [InlineData("datacontenttype", "text/plain")]
    [InlineData("specversion", "0.3")]
    [InlineData("time", "2026-03-01")]
    [InlineData("correlationid", "")]
    [InlineData("causationid", "")]
    [InlineData("subject", "")]
    public void When_an_attribute_is_wrong_should_name_it_with_its_value(string attribute, string value)
    {
        var json = JsonNode.Parse(CloudEventWriter.Write(Envelope))!;
        json[attribute] = value;
        var error = Assert.Throws<EventFormatException>(() => CloudEventMapper.Parse(json.ToJsonString()));
        Assert.Equal(attribute, error.Attribute);
        Assert.Contains($"'{value}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dataschema")]
    [InlineData("correlationid")]
    [InlineData("data")]
    [InlineData("time")]
    [InlineData("id")]
    [InlineData("specversion")]
    public void When_an_attribute_is_missing_should_name_it(string attribute)
    {
        var json = JsonNode.Parse(CloudEventWriter.Write(Envelope))!;
        json.AsObject().Remove(attribute);
        Assert.Equal(attribute, Assert.Throws<EventFormatException>(() => CloudEventMapper.Parse(json.ToJsonString())).Attribute);
    }

    [Fact]
    public void When_half_of_a_surrogate_pair_stands_alone_should_refuse_it() =>
        Assert.Equal("body", Assert.Throws<EventFormatException>(() => CloudEventMapper.Parse($"{{\"a\":\"{(char)0xD800}\"}}")).Attribute);

    [Fact]
    public void When_an_attribute_is_there_twice_should_refuse_it()
    {
        var json = CloudEventWriter.Write(Envelope);
        Assert.Equal("id", Assert.Throws<EventFormatException>(() => CloudEventMapper.Parse(json.Replace("{", "{\"id\":\"other\",", StringComparison.Ordinal))).Attribute);
    }

    [Fact]
    public void When_the_publisher_of_an_event_is_newer_should_read_it_with_what_it_added()
    {
        var json = JsonNode.Parse(CloudEventWriter.Write(Envelope))!;
        json["addedattribute"] = "v2";
        json["data"]!["addedMember"] = new JsonObject { ["by"] = "v2" };
        var read = CloudEventMapper.Parse(json.ToJsonString());
        Assert.Equal("v2", read.Data.GetProperty("addedMember").GetProperty("by").GetString());
        Assert.Equal(Envelope.Payload<TrainingFailed>(), read.Payload<TrainingFailed>());
        Assert.Equal("addedMember", Assert.Single(CloudEventMapper.Parse(CloudEventWriter.Write(read)).Data.EnumerateObject(), member => member.Name[0] == 'a' && member.Name.Length > 8).Name);
    }

    [Fact]
    public void When_a_payload_breaks_its_contract_should_refuse_it_where_it_breaks_it()
    {
        var broken = Envelope with { Data = JsonSerializer.SerializeToElement(new { config = "hex8_2p", iteration = 0, jobId = "j", reason = "r" }) };
        var asText = Assert.Throws<EventFormatException>(() => CloudEventMapper.Parse(CloudEventWriter.Write(broken)));
        var asCloudEvent = Assert.Throws<EventFormatException>(() => CloudEventMapper.ToEnvelope(SentEvent.Of(broken)));
        Assert.Equal(("data", "data.iteration", "0"), (asText.Attribute, asText.Path, asText.Value));
        Assert.Equal(asText.Message, asCloudEvent.Message);
    }

    [Fact]
    public void When_a_known_extension_is_no_text_should_refuse_it()
    {
        var cloudEvent = SentEvent.Of(Envelope);
        cloudEvent.ExtensionAttributes["correlationid"] = 7;
        Assert.Equal("correlationid", Assert.Throws<EventFormatException>(() => CloudEventMapper.ToEnvelope(cloudEvent)).Attribute);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("null")]
    [InlineData("\uFEFF{}")]
    public void When_a_text_is_no_CloudEvent_should_refuse_it(string text) =>
        Assert.Equal("body", Assert.Throws<EventFormatException>(() => CloudEventMapper.Parse(text)).Attribute);
}
