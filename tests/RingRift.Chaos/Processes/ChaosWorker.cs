using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.Azure;
using RingRift.Chaos.Faults;
using RingRift.Chaos.Model;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.GpuWorker;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Jobs;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Processes;

/// <summary>The worker as it ships, with faults and jobs that take no time. Several loops in one process, each a worker of its own.</summary>
internal static class ChaosWorker
{
    private const int Loops = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = WorkerArguments.Parse(args);
        await Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => Build(arguments).RunAsync()));
        return 0;
    }

    private static IHost Build(WorkerArguments arguments)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddAzurePipeline(builder.Configuration).AddWorker(builder.Configuration, arguments);
        builder.Services.RemoveAll<IJobKind>();
        builder.Services.AddSingleton<IJobKind, QuickShardJob>();
        builder.Services.AddSingleton<IJobKind, QuickTrainingJob>();
        builder.Services.AddSingleton<IJobKind, QuickMatchJob>();
        builder.Services.AddFaults(builder.Configuration);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<WorkerLoop>());
        builder.Services.AddParentWatch();
        return builder.Build();
    }
}

/// <summary>Self-play without the games: claim, lease, commit, outbox and message are those of every job.</summary>
internal sealed class QuickShardJob : IJobKind
{
    public string Queue => JobQueues.Selfplay;

    public int Priority => 0;

    public JobOrder Read(EventEnvelope envelope)
    {
        var request = envelope.Payload<SelfplayRequested>();
        return new JobOrder(request.JobId, envelope, request);
    }

    public Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        var request = (SelfplayRequested)order.Payload;
        return Task.FromResult(EventDraft.Of(ChaosShards.Complete(request.Config, request.Iteration, request.Shard, lease.Attempt)));
    }
}

/// <summary>Training without the steps.</summary>
internal sealed class QuickTrainingJob : IJobKind
{
    public string Queue => JobQueues.Training;

    public int Priority => 0;

    public JobOrder Read(EventEnvelope envelope)
    {
        var request = envelope.Payload<TrainingRequested>();
        return new JobOrder(request.JobId, envelope, request)
        {
            Started = attempt => EventDraft.Of(new TrainingStarted
            {
                Config = request.Config,
                Iteration = request.Iteration,
                JobId = request.JobId,
                Attempt = attempt,
                Worker = "chaos",
            }),
        };
    }

    public Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        var request = (TrainingRequested)order.Payload;
        return Task.FromResult(EventDraft.Of(new TrainingCompleted
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Model = ChaosShards.Named(ArtifactKind.Model, request.JobId),
            Checkpoint = ChaosShards.Named(ArtifactKind.Checkpoint, request.JobId),
            Steps = 1,
            PolicyLoss = 1,
            ValueLoss = 1,
            Seconds = 0,
        }));
    }
}

/// <summary>Matches without the games: the candidate loses them all.</summary>
internal sealed class QuickMatchJob : IJobKind
{
    public string Queue => JobQueues.Match;

    public int Priority => 0;

    public JobOrder Read(EventEnvelope envelope)
    {
        var request = envelope.Payload<MatchRequested>();
        return new JobOrder(request.JobId, envelope, request);
    }

    public Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        var request = (MatchRequested)order.Payload;
        return Task.FromResult(EventDraft.Of(new MatchCompleted
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Opponent = request.Opponent,
            PairScores = [.. Enumerable.Repeat(0.0, request.Pairs)],
            Games = request.Pairs * GameConfig.Parse(request.Config).Players,
            Wins = 0,
            Draws = 0,
        }));
    }
}
