using RingRift.FunctionsRuntime.Queues;

namespace RingRift.Functions.Tests.Runtime;

public sealed class IdleBackoffTests
{
    [Fact]
    public void Should_double_up_to_the_bound_and_begin_again_after_a_message()
    {
        var backoff = new IdleBackoff(TimeSpan.FromMilliseconds(500));

        Assert.Equal([100, 200, 400, 500, 500], Enumerable.Range(0, 5).Select(_ => backoff.Next().TotalMilliseconds));
        backoff.Reset();
        Assert.Equal(100, backoff.Next().TotalMilliseconds);
    }
}
