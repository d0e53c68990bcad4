using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IQueueAges"/> has to do.</summary>
public abstract class QueueAgesCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _queue = Sample.Unique("age");

    protected abstract IQueueAges Ages { get; }

    [Fact]
    public async Task When_there_is_no_such_queue_should_have_no_oldest_message() => Assert.Null(await Ages.OldestAsync(_queue, None));

    [Fact]
    public async Task When_messages_wait_should_tell_when_the_first_was_sent()
    {
        var first = await SendAsync(_queue);
        await SendAsync(_queue);
        await SendAsync(Sample.Unique("other"));
        Assert.Equal(first, await Ages.OldestAsync(_queue, None));
    }

    [Fact]
    public async Task When_a_message_is_worked_on_should_look_at_those_that_wait()
    {
        await SendAsync(_queue);
        await TakeAsync(_queue);
        Assert.Null(await Ages.OldestAsync(_queue, None));
        var second = await SendAsync(_queue);
        Assert.Equal(second, await Ages.OldestAsync(_queue, None));
    }

    /// <summary>Puts a message into a queue.</summary>
    /// <returns>When that was, by the queue's clock.</returns>
    protected abstract Task<DateTimeOffset> SendAsync(string queue);

    /// <summary>Takes a message and keeps it.</summary>
    protected abstract Task TakeAsync(string queue);
}
