using System.Text;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Ingest;

namespace RingRift.Pipeline.Tests.Eventing.Ingest;

public sealed class IngestParserTests
{
    private const string Offline =
        """{"specversion":"1.0","id":"e1","source":"/nodes/gpu-7","type":"ringrift.host_offline","time":"2026-03-01T12:00:00Z","""
        + "\"data\":{\"node_id\":\"gpu-7\",\"config_key\":\"hex8_2p\"}}";
    private const string Plain =
        """{"event_type":"host_offline","payload":{"node_id":"gpu-7"},"source":"gpu-7","timestamp":1735689600.5}""";

    [Fact]
    public void When_a_CloudEvent_leaves_attributes_out_should_fill_them_in()
    {
        var e = Accepted(Offline);
        Assert.Equal((DataEventType.HostOffline, 1, "/nodes/gpu-7", "/nodes/gpu-7|e1"), (e.Type, e.SchemaVersion, e.Source, e.Id));
        Assert.Equal(("hex8_2p", e.Id, e.Id), (e.Subject, e.CorrelationId, e.CausationId));
        Assert.Equal("gpu-7", e.Data.GetProperty("node_id").GetString());
    }

    [Fact]
    public void When_a_CloudEvent_has_them_should_keep_them()
    {
        const string Given =
            "\"subject\":\"s\",\"correlationid\":\"c\",\"causationid\":\"b\",\"traceparent\":\"t\",\"dataschema\":\"urn:ringrift:events:host_offline:1\",\"data\"";
        var e = Accepted(Offline.Replace("\"data\"", Given, StringComparison.Ordinal));
        Assert.Equal(("s", "c", "b", "t"), (e.Subject, e.CorrelationId, e.CausationId, e.TraceParent));
    }

    [Fact]
    public void When_it_is_of_an_iteration_should_belong_to_its_chain()
    {
        var e = Accepted(
            """{"type":"TRAINING_FAILED","payload":{"config":"hex8_2p","iteration":3,"jobId":"j","attempt":1,"reason":"r"},"source":"/ringrift/gpu-worker","timestamp":1,"id":"known"}""");
        Assert.Equal(("hex8_2p/0003", "hex8_2p-0003", "known"), (e.Subject, e.CorrelationId, e.Id));
    }

    [Fact]
    public void When_two_sources_use_one_id_should_stay_two_events() =>
        Assert.NotEqual(Accepted(Offline).Id, Accepted(Offline.Replace("/nodes/gpu-7\"", "/nodes/gpu-8\"", StringComparison.Ordinal)).Id);

    [Fact]
    public void When_the_plain_form_is_sent_again_should_be_the_same_event_and_otherwise_another()
    {
        var e = Accepted(Plain);
        Assert.Equal(
            (DataEventType.HostOffline, "gpu-7", new DateTimeOffset(2025, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)), (e.Type, e.Source, e.Time));
        Assert.Equal(e.Id, Accepted(Plain).Id);
        Assert.NotEqual(e.Id, Accepted(Plain.Replace(".5", ".6", StringComparison.Ordinal)).Id);
        Assert.NotEqual(e.Id, Accepted(Plain.Replace("\"source\":\"gpu-7\"", "\"source\":\"gpu-8\"", StringComparison.Ordinal)).Id);
    }

    [Fact]
    public void When_the_plain_form_comes_from_a_router_should_take_its_ids()
    {
        var e = Accepted(
            Plain.Replace(
                "\"source\"", "\"event_id\":\"e9\",\"correlation_id\":\"c9\",\"parent_event_id\":\"p9\",\"origin\":\"router\",\"source\"",
                StringComparison.Ordinal));
        Assert.Equal(("gpu-7|e9", "c9", "p9"), (e.Id, e.CorrelationId, e.CausationId));
    }

    [Theory]
    [InlineData("sync_completed", DataEventType.DataSyncCompleted)]
    [InlineData("ringrift.SYNC_COMPLETE", DataEventType.DataSyncCompleted)]
    public void When_a_spelling_of_others_is_used_should_mean_the_event(string spelling, DataEventType type)
    {
        var schema = $"urn:ringrift:events:{spelling.Replace("ringrift.", string.Empty, StringComparison.Ordinal)}:1";
        var manifest = $$"""{"kind":"manifest","sha256":"{{new string('0', 64)}}","length":1 }""";
        var payload = $$"""{"config":"hex8_2p","iteration":1,"manifest":{{manifest}},"games":1,"duplicates":0,"rejected":0}""";
        var e = Accepted(
            $$"""{"specversion":"1.0","id":"1","source":"s","type":"{{spelling}}","time":"2026-03-01T12:00:00Z","dataschema":"{{schema}}","data":{{payload}} }""");
        Assert.Equal(type, e.Type);
    }

    [Theory]
    [InlineData("host_offline", "host_ofline", "type", "ringrift.host_ofline", "catalogue")]
    [InlineData("host_offline", "tier_gating_complete", "type", "ringrift.tier_gating_complete", "difficulty tier")]
    [InlineData("\"gpu-7\",\"config", "7,\"config", "data.node_id", "7", "text")]
    [InlineData("\"id\":\"e1\",", "", "id", null, "empty")]
    [InlineData("\"source\":\"/nodes/gpu-7\",", "", "source", null, "empty")]
    [InlineData("\"time\":\"2026-03-01T12:00:00Z\",", "", "time", null, "there")]
    [InlineData("2026-03-01T12:00:00Z", "yesterday", "time", "yesterday", "RFC 3339")]
    [InlineData("2026-03-01T12:00:00Z", "1601-01-01T00:00:00Z", "time", "1601-01-01T00:00:00.0000000+00:00", "1970")]
    [InlineData("\"1.0\"", "\"0.3\"", "specversion", "0.3", "1.0")]
    [InlineData("\"data\"", "\"replayid\":\"r\",\"data\"", "replayid", "r", "only this system")]
    [InlineData(
        "\"data\"", "\"dataschema\":\"urn:ringrift:events:host_offline:2\",\"data\"", "dataschema", "urn:ringrift:events:host_offline:2",
        "version that is known: 1")]
    [InlineData("\"data\"", "\"dataschema\":\"https://example.org/s\",\"data\"", "dataschema", "https://example.org/s", "urn:ringrift")]
    [InlineData("\"data\"", "\"datacontenttype\":\"text/xml\",\"data\"", "datacontenttype", "text/xml", "application/json")]
    [InlineData("\"data\"", "\"data_base64\":\"AAAA\",\"data\"", "data_base64", "\"AAAA\"", "JSON")]
    [InlineData("\"data\"", "\"datacontenttype\":\"application/jsonp\",\"data\"", "datacontenttype", "application/jsonp", "+json")]
    [InlineData("\"data\"", "\"CorrelationId\":\"c\",\"data\"", "CorrelationId", "\"c\"", "lower-case")]
    [InlineData("\"data\"", "\"my_ext\":null,\"data\"", "my_ext", null, "lower-case")]
    [InlineData(
        "\"data\"", "\"correlationid\":\"2026-03-01T12:00:00.500Z\",\"data\"", "correlationid", "2026-03-01T12:00:00.500Z",
        "not be a time")]
    [InlineData("\"data\"", "\"subject\":\"/Date(0)/\",\"data\"", "subject", "/Date(0)/", "not be a time")]
    [InlineData("2026-03-01T12:00:00Z", "9999-12-31T23:59:59-12:00", "time", "9999-12-31T23:59:59-12:00", "1 to 9999")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:30:60Z", "time", "2026-03-01T12:30:60Z", "RFC 3339")]
    [InlineData("\"data\"", "\"subject\":\"a\\u0000\",\"data\"", "subject", "a\0", "control")]
    [InlineData("\"data\"", "\"id\":\"e2\",\"data\"", "id", null, "once")]
    public void When_a_CloudEvent_is_wrong_should_name_place_value_and_rule(
        string part, string by, string path, string? value, string rule) =>
        AssertRefused(Offline.Replace(part, by, StringComparison.Ordinal), path, value, rule);

    [Theory]
    [InlineData("\"payload\":{\"node_id\":\"gpu-7\"},", "", "payload", null, "there")]
    [InlineData("1735689600.5", "-1", "timestamp", "-1", "seconds since 1970")]
    [InlineData("1735689600.5", "1e300", "timestamp", "1e300", "seconds since 1970")]
    [InlineData("1735689600.5", "true", "timestamp", "true", "text")]
    [InlineData(",\"timestamp\":1735689600.5", "", "timestamp", null, "tells this occurrence")]
    [InlineData("\"source\"", "\"type\":\"host_online\",\"source\"", "event_type", "host_offline", "beside type")]
    public void When_the_plain_form_is_wrong_should_name_place_value_and_rule(
        string part, string by, string path, string? value, string rule) =>
        AssertRefused(Plain.Replace(part, by, StringComparison.Ordinal), path, value, rule);

    [Fact]
    public void When_one_of_a_list_is_wrong_should_refuse_that_one_alone()
    {
        var events = Read($"[{Offline},7,{Plain}]");
        Assert.Equal([0, 1, 2], events.Select(one => one.Index));
        Assert.Equal([true, false, true], events.Select(one => one.Event is not null));
        Assert.Contains("JSON object", events[1].Refusal!.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vnd.ringrift+json")]
    [InlineData("text/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    public void When_the_payload_is_JSON_by_its_media_type_should_take_it(string contentType) =>
        Assert.Equal(
            "gpu-7",
            Accepted(
                Offline.Replace("\"data\"", $"\"datacontenttype\":\"{contentType}\",\"data\"", StringComparison.Ordinal)).Data.GetProperty(
                    "node_id").GetString());

    [Theory]
    [InlineData("x")]
    [InlineData("<'&")]
    [InlineData("環")]
    [InlineData("ж")]
    [InlineData("\U0001F3B2")]
    [InlineData("\\u0001")]
    public void When_an_event_is_as_large_as_the_document_says_should_take_it_with_the_longest_attributes_and_refuse_one_byte_more(
        string letter)
    {
        // Source and id fill their places: what is filled in from them is as long as it can be.
        var offline = Offline.Replace(
            "/nodes/gpu-7", "/" + new string('環', 250),
            StringComparison.Ordinal).Replace("e1", new string('環', 248), StringComparison.Ordinal);
        var room = IngestLimits.MostEventBytes - Encoding.UTF8.GetByteCount(
            offline.Replace("gpu-7", string.Empty, StringComparison.Ordinal));
        var bytes = Encoding.UTF8.GetByteCount(letter);
        var text = string.Concat(Enumerable.Repeat(letter, room / bytes)) + new string('y', room % bytes);
        var largest = offline.Replace("gpu-7", text, StringComparison.Ordinal);

        Assert.Equal(IngestLimits.MostEventBytes, Encoding.UTF8.GetByteCount(largest));
        var e = Accepted(largest);
        Assert.InRange(Encoding.UTF8.GetByteCount(CloudEventWriter.Write(e)), IngestLimits.MostEventBytes + 1, EventSize.MostBytes);
        Assert.NotNull(Accepted($"  {largest.Replace(",\"", ",\n  \"", StringComparison.Ordinal)}\n").Id);
        AssertRefused(
            offline.Replace("gpu-7", text + "z", StringComparison.Ordinal), "body", $"{IngestLimits.MostEventBytes + 1} bytes",
            $"at most {IngestLimits.MostEventBytes} bytes");
    }

    [Fact]
    public void When_one_is_too_large_should_refuse_that_one_alone()
    {
        var events = Read($"[{Offline},{Plain.Replace("gpu-7\"}", new string('x', 48_128) + "\"}", StringComparison.Ordinal)}]");
        Assert.NotNull(events[0].Event);
        Assert.Contains("at most 40960 bytes", events[1].Refusal!.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "JSON", false)]
    [InlineData("[]", "at least one", false)]
    [InlineData("7", "list of events", false)]
    [InlineData("{\"a\":", "JSON", false)]
    public void When_the_body_holds_no_events_should_refuse_it(string body, string rule, bool isTooLarge)
    {
        var e = Assert.Throws<IngestFormatException>(() => Read(body));
        Assert.Contains(rule, e.Message, StringComparison.Ordinal);
        Assert.Equal(isTooLarge, e.IsTooLarge);
    }

    [Fact]
    public void When_the_body_is_too_large_should_say_so()
    {
        Assert.True(Assert.Throws<IngestFormatException>(() => Read(new string(' ', IngestLimits.MostBodyBytes + 1))).IsTooLarge);
        Assert.True(Assert.Throws<IngestFormatException>(() => Read($"[{string.Join(',', Enumerable.Repeat("1", 5001))}]")).IsTooLarge);
    }

    private static IReadOnlyList<IngestedEvent> Read(string body) => IngestParser.Read(Encoding.UTF8.GetBytes(body));

    private static EventEnvelope Accepted(string body)
    {
        var one = Assert.Single(Read(body));
        Assert.Null(one.Refusal?.Message);
        return one.Event!;
    }

    private static void AssertRefused(string body, string path, string? value, string rule)
    {
        var refusal = Assert.Single(Read(body)).Refusal!;
        Assert.Equal((path, value), (refusal.Path, refusal.Value));
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
    }
}
