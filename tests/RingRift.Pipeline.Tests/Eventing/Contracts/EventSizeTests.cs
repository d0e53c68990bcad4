using System.Text.Json;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Contracts;

public sealed class EventSizeTests
{
    [Theory]
    [InlineData("x", 1)]
    [InlineData("ä", 2)]
    [InlineData("<", 1)]
    [InlineData("環", 3)]
    [InlineData("\U0001F3B2", 4)]
    [InlineData("\"", 2)]
    [InlineData("\u0001", 6)]
    public void When_an_event_is_as_large_as_allowed_should_take_it_and_refuse_one_more_character(string letter, int bytes)
    {
        var (least, most) = (1, EventSize.MostBytes);
        while (most - least > 1)
        {
            var middle = (least + most) / 2;
            (least, most) = EventSize.Check(Of(letter, middle)) is null ? (middle, most) : (least, middle);
        }

        var (fits, refused) = (Of(letter, least), EventSize.Check(Of(letter, most))!);
        Assert.InRange(
            System.Text.Encoding.UTF8.GetByteCount(CloudEventWriter.Write(fits)), EventSize.MostBytes - bytes + 1, EventSize.MostBytes);
        Assert.Contains($"at most {EventSize.MostBytes}", refused.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_somebody_on_the_way_put_in_white_space_and_escapes_should_not_count_them()
    {
        var values = JsonSerializer.Serialize(
            new { any = Enumerable.Repeat("<", 10_000) }, new JsonSerializerOptions { WriteIndented = true });
        Assert.True(values.Length > 2 * EventSize.MostBytes);
        Assert.Null(EventContract.Check(DataEventType.HostOffline, 1, JsonDocument.Parse(values).RootElement));
    }

    [Fact]
    public void When_a_replay_marks_an_event_of_the_largest_size_should_still_take_it()
    {
        var largest = Enumerable.Range(0, 2000).Select(less => Of("x", EventSize.MostBytes - less))
            .First(envelope => EventSize.Check(envelope) is null);
        Assert.Null(EventSize.Check(largest with { ReplayId = "replay-20260301T120000-0011223344556677" }));
    }

    [Fact]
    public void When_an_event_is_made_too_large_should_be_refused_before_anything_is_committed()
    {
        var reason = new string('x', EventContract.MostDataBytes - 100);
        var payload = new TrainingFailed { Config = "hex8_2p", Iteration = 3, JobId = "job", Attempt = 1, Reason = reason };
        var events = new EventFactory(TimeProvider.System, "/tests");
        Assert.NotNull(events.Create(payload, Sample.Key(), 1, 0, null));
        var error = Assert.Throws<EventContractException>(
            () => events.Create(payload with { Reason = reason + reason[..200] }, Sample.Key(), 1, 0, null));
        Assert.Contains("must have at most", error.Message, StringComparison.Ordinal);
    }

    private static EventEnvelope Of(string letter, int count) =>
        Sample.Event(new("sized")) with
        {
            Data = JsonSerializer.SerializeToElement(new { reason = string.Concat(Enumerable.Repeat(letter, count)) }),
        };
}
