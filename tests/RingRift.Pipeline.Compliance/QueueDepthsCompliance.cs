using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IQueueDepths"/> has to do.</summary>
public abstract class QueueDepthsCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _queue = Sample.Unique("depth");

    protected abstract IQueueDepths Depths { get; }

    [Fact]
    public async Task When_there_is_no_such_queue_should_be_zero() => Assert.Equal(0, await Depths.ReadAsync(_queue, None));

    [Fact]
    public async Task When_messages_wait_should_count_those_of_that_queue()
    {
        await SendAsync(_queue, 3);
        await SendAsync(Sample.Unique("other"), 2);
        Assert.Equal(3, await Depths.ReadAsync(_queue, None));
    }

    [Fact]
    public async Task When_a_message_is_worked_on_should_count_it_until_it_is_done()
    {
        await SendAsync(_queue, 2);
        var taken = await TakeAsync(_queue);
        Assert.Equal(2, await Depths.ReadAsync(_queue, None));
        await taken();
        Assert.Equal(1, await Depths.ReadAsync(_queue, None));
    }

    [Fact]
    public async Task When_loads_are_read_should_tell_waiting_messages_from_those_worked_on()
    {
        Assert.Equal(new QueueLoad(0, 0), await Depths.ReadLoadAsync(_queue, 10, None));
        await SendAsync(_queue, 5);
        var taken = await TakeAsync(_queue);
        await TakeAsync(_queue);
        Assert.Equal(new QueueLoad(3, 2), await Depths.ReadLoadAsync(_queue, 10, None));
        await taken();
        Assert.Equal(new QueueLoad(3, 1), await Depths.ReadLoadAsync(_queue, 10, None));
    }

    /// <summary>Puts messages into a queue.</summary>
    protected abstract Task SendAsync(string queue, int messages);

    /// <summary>Takes a message; what is returned deletes it.</summary>
    protected abstract Task<Func<Task>> TakeAsync(string queue);
}
