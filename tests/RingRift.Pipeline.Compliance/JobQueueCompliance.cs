using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IJobQueue"/> has to do. Each test works on <see cref="Queue"/>, empty at its start.</summary>
public abstract class JobQueueCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected abstract IJobQueue Jobs { get; }

    /// <summary>An empty queue.</summary>
    protected abstract string Queue { get; }

    /// <summary>Sends an event as a subscription would.</summary>
    protected abstract Task SendAsync(EventEnvelope envelope);

    /// <summary>Sends a body that is no event.</summary>
    protected abstract Task SendMalformedAsync(string body);

    [Fact]
    public async Task When_empty_should_give_nothing() => Assert.Null(await Jobs.ReceiveAsync(Queue, Minute, None));

    [Fact]
    public async Task When_an_event_waits_should_give_it_once_while_it_is_hidden()
    {
        var sent = Sample.Event(new AggregateKey("a"));
        await SendAsync(sent);
        var message = await Jobs.ReceiveAsync(Queue, Minute, None);
        Assert.Equal((sent.Id, sent.Type, 1L), (message!.Event!.Id, message.Event.Type, message.DequeueCount));
        Assert.Equal(sent.Data.GetRawText(), message.Event.Data.GetRawText());
        Assert.Null(message.FormatError);
        Assert.Null(await Jobs.ReceiveAsync(Queue, Minute, None));
    }

    [Fact]
    public async Task When_completed_should_be_gone()
    {
        await SendAsync(Sample.Event(new AggregateKey("a")));
        var message = (await Jobs.ReceiveAsync(Queue, Minute, None))!;
        Assert.True(await message.RenewAsync(Minute, None));
        Assert.True(await message.RenewAsync(Minute, None));
        Assert.True(await message.CompleteAsync(None));
        Assert.False(await message.CompleteAsync(None));
    }

    [Fact]
    public async Task When_released_should_be_given_again_with_a_higher_count()
    {
        await SendAsync(Sample.Event(new AggregateKey("a")));
        var first = (await Jobs.ReceiveAsync(Queue, Minute, None))!;
        await first.ReleaseAsync(TimeSpan.Zero, None);
        var second = await Jobs.ReceiveAsync(Queue, Minute, None);
        Assert.Equal(2, second!.DequeueCount);
    }

    [Fact]
    public async Task When_lost_to_another_should_neither_renew_nor_complete()
    {
        await SendAsync(Sample.Event(new AggregateKey("a")));
        var lost = (await Jobs.ReceiveAsync(Queue, Minute, None))!;
        await lost.ReleaseAsync(TimeSpan.Zero, None);
        var owner = (await Jobs.ReceiveAsync(Queue, Minute, None))!;
        Assert.False(await lost.RenewAsync(Minute, None));
        Assert.False(await lost.CompleteAsync(None));
        Assert.True(await owner.CompleteAsync(None));
    }

    [Fact]
    public async Task When_the_body_is_no_event_should_say_why_and_still_be_removable()
    {
        await SendMalformedAsync("{\"half\":");
        var message = (await Jobs.ReceiveAsync(Queue, Minute, None))!;
        Assert.Null(message.Event);
        Assert.NotNull(message.FormatError);
        Assert.Contains("half", message.Body, StringComparison.Ordinal);
        Assert.True(await message.CompleteAsync(None));
    }
}
