using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Azure.Workers;
using RingRift.GpuWorker.Metadata;
using RingRift.GpuWorker.ScaleIn;
using RingRift.GpuWorker.Status;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.ScaleIn;

public sealed class ScaleInGuardTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryScaleInProtection _set = new("workers_1", "workers_2");
    private readonly List<bool> _changes = [];
    private readonly WorkerStatus _status;
    private readonly MetadataClient _metadata;

    public ScaleInGuardTests()
    {
        _status = new WorkerStatus(_time);
        _metadata = new MetadataClient(Settings("workers_1"), _time);
        _set.Changed += (_, isProtected) => _changes.Add(isProtected);
    }

    [Fact]
    public async Task Should_protect_the_machine_from_the_first_job_to_the_last_and_once()
    {
        using var guard = Guard("workers_1", [_set]);
        _status.JobTaken();
        await guard.CheckAsync(default);
        _status.JobTaken();
        await guard.CheckAsync(default);
        Assert.Equal([true], _changes);

        _status.QueuesEmpty();
        await guard.CheckAsync(default);
        await guard.CheckAsync(default);
        Assert.Equal([true, false], _changes);
        Assert.False(await _set.IsProtectedAsync("workers_2", default));
        await guard.StopAsync(default);
        Assert.Equal([true, false], _changes);
    }

    [Fact]
    public async Task When_it_drains_should_release_the_machine_before_the_job_has_ended()
    {
        using var guard = Guard("workers_1", [_set]);
        _status.JobTaken();
        await guard.CheckAsync(default);
        _status.Drain("stop");
        await guard.CheckAsync(default);
        Assert.Equal([true, false], _changes);
    }

    [Fact]
    public async Task When_it_stops_at_work_should_release_the_machine()
    {
        using var guard = Guard("workers_1", [_set]);
        _status.JobTaken();
        await guard.CheckAsync(default);
        await guard.StopAsync(default);
        Assert.Equal([true, false], _changes);
    }

    [Fact]
    public async Task When_a_crash_left_it_protected_should_release_it()
    {
        await _set.SetAsync("workers_1", true, default);
        using var guard = Guard("workers_1", [_set]);
        await guard.CheckAsync(default);
        Assert.Equal([true, false], _changes);
    }

    [Fact]
    public async Task When_it_cannot_be_protected_should_try_again_at_every_look()
    {
        var refusing = new RefusingProtection();
        using var guard = Guard("workers_1", [refusing]);
        _status.JobTaken();
        Assert.True(await guard.CheckAsync(default));
        Assert.True(await guard.CheckAsync(default));
        await guard.StopAsync(default);
        Assert.Equal([true, true, false], refusing.Asked);
    }

    [Theory]
    [InlineData(false, "workers_1")]
    [InlineData(true, "")]
    public async Task When_there_is_no_set_or_no_name_should_do_nothing(bool isConfigured, string name)
    {
        _status.JobTaken();
        using var guard = Guard(name, isConfigured ? [_set] : []);
        Assert.False(await guard.CheckAsync(default));
        await guard.StartAsync(default);
        await guard.ExecuteTask!;
        await guard.StopAsync(default);
        Assert.Empty(_changes);
    }

    public void Dispose() => _metadata.Dispose();

    private static IOptions<MetadataOptions> Settings(string name) =>
        Options.Create(new MetadataOptions { Mode = MetadataMode.Off, InstanceName = name });

    private ScaleInGuard Guard(string name, IReadOnlyList<IScaleInProtection> protections) => new(
        protections,
        new OwnInstance(_metadata, Settings(name), _time, NullLogger<OwnInstance>.Instance),
        _status,
        Options.Create(new WorkerScaleSetOptions { CheckSeconds = 5 }),
        _time,
        NullLogger<ScaleInGuard>.Instance);

    private sealed class RefusingProtection : IScaleInProtection
    {
        public List<bool> Asked { get; } = [];

        public Task<bool> IsProtectedAsync(string instance, CancellationToken cancellationToken) =>
            throw new ScaleInProtectionException(instance, "403 AuthorizationFailed");

        public Task SetAsync(string instance, bool isProtected, CancellationToken cancellationToken)
        {
            Asked.Add(isProtected);
            throw new ScaleInProtectionException(instance, "403 AuthorizationFailed");
        }
    }
}
