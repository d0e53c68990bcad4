using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Azure.Events;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.Eventing.Transactions;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Jobs;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance.Crashes;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>Storage, queues and transport that several workers share, and a clock that stands still unless told.</summary>
internal sealed class WorkerBench
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FaultInjector Faults { get; } = new();

    public InMemoryAggregateStore Aggregates => field ??= new(Time, Faults);

    public InMemoryArtifactStore Artifacts => field ??= new(Faults);

    public InMemoryDeadLetterStore DeadLetters => field ??= new(Faults);

    public InMemoryRedeliveryQueue Redeliveries => field ??= new(Faults);

    public InMemoryEventBus Bus => field ??= new(Faults);

    public InMemoryEventLog Log => field ??= new(Time);

    public InMemoryJobQueue Queue => field ??= new(Time);

    public InMemoryProgressBoard Board { get; } = new(new FaultInjector());

    /// <summary>Events that <see cref="Send{TEvent}"/> put into queues.</summary>
    public List<EventEnvelope> Sent { get; } = [];

    /// <summary>A worker process: its own identity, options and services on the shared storage.</summary>
    public WorkerLoop Worker(Dictionary<string, string?>? settings = null, params IJobKind[] kinds) =>
        Services(settings, kinds).GetRequiredService<WorkerLoop>();

    /// <summary>The services of a worker process.</summary>
    public ServiceProvider Services(Dictionary<string, string?>? settings = null, params IJobKind[] kinds) => Services(
        services => services
            .AddSingleton<IAggregateStore>(Aggregates)
            .AddSingleton<IDeadLetterStore>(DeadLetters)
            .AddSingleton<IEventLog>(Log)
            .AddSingleton<IEventPublisher>(Bus)
            .AddSingleton<IJobQueue>(Queue),
        settings ?? [],
        kinds);

    /// <summary>The services of a worker process that may die.</summary>
    public ServiceProvider MortalServices(CrashScript script, IJobKind kind) => Services(
        services => services
            .AddSingleton<IAggregateStore>(new CrashingAggregateStore(Aggregates, script))
            .AddSingleton<IDeadLetterStore>(new CrashingDeadLetterStore(DeadLetters, script))
            .AddSingleton<IEventLog>(new CrashingEventLog(Log, script))
            .AddSingleton<IEventPublisher>(provider => new LoggedEventPublisher(
                new CrashingTransport(Bus, script), provider.GetRequiredService<IEventLog>(),
                provider.GetRequiredService<MessagingMetrics>(), Time))
            .AddSingleton<IJobQueue>(new CrashingJobQueue(Queue, script)),
        new Dictionary<string, string?> { ["EventLog:WriteAttempts"] = "1" },
        [kind]);

    private ServiceProvider Services(Action<IServiceCollection> addPorts, Dictionary<string, string?> settings, IJobKind[] kinds)
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IArtifactStore>(Artifacts)
            .AddSingleton<IProgressBoard>(Board)
            .AddSingleton<IHostApplicationLifetime, NoLifetime>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        addPorts(services);
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Small).AddInMemoryCollection(settings).Build();
        return services.AddWorker(configuration, new WorkerArguments()).BuildServiceProvider();
    }

    /// <summary>
    /// Moves the clock away from the test's own context, so that what waits for it (started by Task.Run) goes on within the call and not
    /// some time after it.
    /// </summary>
    public Task AdvanceAsync(TimeSpan time) => Task.Run(() => Time.Advance(time));

    public void Send<TEvent>(string queue, TEvent payload)
        where TEvent : class, IPipelineEvent
    {
        var envelope = new EventFactory(Time, "/test").Create(payload, new AggregateKey("iteration.test"), 1, Queue.Count(queue), null);
        Queue.Send(queue, envelope);
        Sent.Add(envelope);
    }

    /// <summary>Sends what no factory would make: a payload that breaks its contract.</summary>
    public void SendUnchecked<TEvent>(string queue, TEvent payload)
        where TEvent : class, IPipelineEvent => Queue.Send(queue, new EventEnvelope
        {
            Id = $"unchecked-{Queue.Count(queue)}",
            Source = "/test",
            Time = Time.GetUtcNow(),
            Type = TEvent.Type,
            SchemaVersion = TEvent.SchemaVersion,
            CorrelationId = "unchecked",
            CausationId = "unchecked",
            Subject = "unchecked",
            Data = JsonSerializer.SerializeToElement(payload, EventJson.Options),
        });

    public async Task<JobState> StateAsync(string jobId) =>
        (await Aggregates.LoadAsync<JobState>(AggregateKey.Job(jobId), CancellationToken.None))!.State;

    public IReadOnlyList<TEvent> Published<TEvent>()
        where TEvent : class, IPipelineEvent =>
        [.. Bus.Published.Where(envelope => envelope.Type == TEvent.Type).DistinctBy(envelope => envelope.Id)
            .Select(envelope => envelope.Payload<TEvent>())];

    public async Task<IReadOnlyList<DeadLetter>> DeadAsync()
    {
        var page = await DeadLetters.ListAsync(new DeadLetterQuery(), DeadLetterPage.Largest, null, CancellationToken.None);
        return [.. page.Letters.Select(stored => stored.Letter)];
    }

    /// <summary>Redrives all open letters as people would, and puts what is sent into the workers' queues.</summary>
    public async Task RedriveAsync()
    {
        var sender = new RedeliverySender(Redeliveries, new JobRevival(Aggregates, Time));
        using var services = Services();
        var notices = new DeadLetterNotices(services.GetRequiredService<AggregateChange>(), NullLogger<DeadLetterNotices>.Instance);
        var operations = new DeadLetterOperations(DeadLetters, sender, notices, Time, NullLogger<DeadLetterOperations>.Instance);
        await operations.RedriveAsync(DeadLetterSelection.Of(new DeadLetterQuery()), "mended", dryRun: false, CancellationToken.None);
        foreach (var request in Redeliveries.TakeAll())
        {
            Queue.Send(request.Consumer, CloudEventMapper.Parse(request.Body));
        }
    }

    private static Dictionary<string, string?> Small => new()
    {
        ["SelfTest:Enabled"] = "false",
        ["Worker:LeaseSeconds"] = "30",
        ["SelfPlay:Threads"] = "2",
        ["SelfPlay:ConcurrentGames"] = "4",
        ["SelfPlay:FullVisits"] = "8",
        ["SelfPlay:FastVisits"] = "2",
        ["SelfPlay:MaxPlies"] = "200",
        ["SelfPlay:CheckpointGames"] = "2",
        ["Training:Blocks"] = "2",
        ["Training:Channels"] = "8",
        ["Training:BatchSize"] = "32",
        ["Training:MinSteps"] = "40",
        ["Training:MaxSteps"] = "40",
        ["Training:CheckpointSteps"] = "10",
        ["Training:UseCuda"] = "false",
    };

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
