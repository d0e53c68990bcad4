using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Json;

public sealed class Rfc3339TimeTests
{
    [Theory]
    [InlineData("2026-11-30T07:00:00Z", "2026-11-30T07:00:00.0000000+00:00")]
    [InlineData("2026-11-30t07:00:00z", "2026-11-30T07:00:00.0000000+00:00")]
    [InlineData("2026-11-30T07:00:00.5z", "2026-11-30T07:00:00.5000000+00:00")]
    [InlineData("2026-11-30T12:30:00.123456789123456789+05:30", "2026-11-30T12:30:00.1234567+05:30")]
    [InlineData("2026-11-30T07:00:00-00:00", "2026-11-30T07:00:00.0000000+00:00")]
    [InlineData("2024-02-29T23:59:59-00:00", "2024-02-29T23:59:59.0000000+00:00")]
    [InlineData("2026-11-30T07:00:00+23:59", "2026-11-29T07:01:00.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00-14:00", "0001-01-01T00:00:00.0000000-14:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000+00:00")]
    [InlineData("2017-01-01T05:29:60+05:30", "2017-01-01T05:30:00.0000000+05:30")]
    [InlineData("2015-06-30T23:59:60.25Z", "2015-07-01T00:00:00.2500000+00:00")]
    public void When_a_form_is_legal_should_read_it(string text, string time) =>
        Assert.Equal(time, JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", EventJson.Options).ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-11-30")]
    [InlineData("2026-11-30T07:00:00")]
    [InlineData("2026-11-30 07:00:00Z")]
    [InlineData("2026-11-30T07:00Z")]
    [InlineData("2026-02-30T07:00:00Z")]
    [InlineData("2026-11-30T24:00:00Z")]
    [InlineData("2026-11-30T07:60:00Z")]
    [InlineData("2026-11-30T07:00:61Z")]
    [InlineData("2026-11-30T07:00:60Z")]
    [InlineData("2026-12-30T23:59:60Z")]
    [InlineData("2026-11-30T07:00:00+24:00")]
    [InlineData("2026-11-30T07:00:00+5:30")]
    [InlineData("2026-11-30T07:00:00.Z")]
    [InlineData("2026-13-01T07:00:00Z")]
    [InlineData("Mon, 30 Nov 2026 07:00:00 GMT")]
    [InlineData("\u0662026-11-30T07:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-11-30T07:00:00Z\n")]
    [InlineData("")]
    public void When_a_form_is_not_legal_should_refuse_it_with_the_rule(string text)
    {
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(text), EventJson.Options));
        Assert.Contains("RFC 3339", refusal.Message, StringComparison.Ordinal);
    }
}
