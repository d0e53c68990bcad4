using RingRift.GpuWorker.Torch;

namespace RingRift.GpuWorker.Tests.Torch;

public sealed class OneThreadTests
{
    [Fact]
    public async Task Should_run_all_on_one_thread_of_its_own()
    {
        using var thread = new OneThread("test");
        var threads = new HashSet<int>();
        for (var i = 0; i < 20; i++)
        {
            threads.Add(await thread.RunAsync(() => Environment.CurrentManagedThreadId, CancellationToken.None));
        }

        Assert.Single(threads);
    }

    [Fact]
    public async Task Should_hand_back_what_a_function_throws()
    {
        using var thread = new OneThread("test");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => thread.RunAsync<int>(() => throw new InvalidOperationException("told"), CancellationToken.None));

        Assert.Equal(3, await thread.RunAsync(() => 3, CancellationToken.None));
    }

    [Fact]
    public async Task When_cancelled_should_not_begin()
    {
        using var thread = new OneThread("test");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => thread.RunAsync(() => 1, new CancellationToken(canceled: true)));
    }
}
