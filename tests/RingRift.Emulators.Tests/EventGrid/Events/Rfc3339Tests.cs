using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.Tests.EventGrid.Events;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02t03:04:05z")]
    [InlineData("2026-01-02T03:04:05.1234567890123+23:59")]
    [InlineData("2024-02-29T23:59:59-00:00")]
    public void Should_take_times_of_the_specification(string text) => Assert.True(Rfc3339.IsTime(text));

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-02")]
    [InlineData("2026-01-02T03:04:05")]
    [InlineData("2026-01-02 03:04:05Z")]
    [InlineData("2026-01-02T03:04Z")]
    [InlineData("2026-01-02T03:04:05.Z")]
    [InlineData("2026-01-02T03:04:05+1:00")]
    [InlineData("2026-01-02T03:04:05+24:00")]
    [InlineData("2026-02-29T03:04:05Z")]
    [InlineData("2026-13-01T03:04:05Z")]
    [InlineData("2026-01-02T24:04:05Z")]
    [InlineData("2026-01-02T03:04:05Z\n")]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("\u0662026-01-02T03:04:05Z")]
    public void Should_refuse_everything_else(string text) => Assert.False(Rfc3339.IsTime(text));
}
