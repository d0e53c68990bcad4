using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;
using RingRift.Eventing.Recovery;

namespace RingRift.Pipeline.Jobs;

/// <summary>State of a job's aggregate: a lease with a fencing number (<see cref="Attempt"/>) and what is already done.</summary>
public sealed record JobState : StoredRecord, IResendable<JobState>
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Who holds the lease.</summary>
    public required string Owner { get; init; }

    /// <summary>When the lease ends unless renewed (UTC).</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>When the lease was last taken or renewed (UTC); null for a job that no worker has held since there is this member.</summary>
    public DateTimeOffset? Renewed { get; init; }

    /// <summary>Claims so far, from 1; only the newest may commit a result.</summary>
    public required int Attempt { get; init; }

    /// <summary>Finished parts a next attempt continues from, in order.</summary>
    public IReadOnlyList<ArtifactRef> Checkpoints { get; init; } = [];

    /// <summary>How far the checkpoints reach, in games or optimiser steps.</summary>
    public long CheckpointPosition { get; init; }

    /// <summary>Network that a self-play job plays with instead of the one it was asked for with; null for that one.</summary>
    public ArtifactRef? Model { get; init; }

    /// <summary>Attempts that ended in an error; claims given back or lost do not count.</summary>
    public int Failures { get; init; }

    /// <summary>
    /// Claims that no longer count towards a worker's limit, because people had the job redriven after them. <see cref="Attempt"/> itself never goes
    /// back: it is the fencing number.
    /// </summary>
    public int ForgivenAttempts { get; init; }

    /// <summary>Claims given back because the worker was told to stop: no fault of the job.</summary>
    public int GivenBack { get; init; }

    /// <summary>The last error.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<EventEnvelope> Sent { get; init; } = [];

    /// <summary>Whether the lease holds. One that was renewed in the future does not: whoever holds it renews it soon, and nobody else could for long.</summary>
    public bool IsHeld(DateTimeOffset now) => !LeaseUntil.HasCome(now, Leases.LongestJob) && Renewed?.IsAhead(now) != true;

    /// <inheritdoc/>
    public JobState KeepingSent(IReadOnlyList<EventEnvelope> sent) => this with { Sent = sent };
}

/// <summary>Where a job stands.</summary>
public enum JobStatus
{
    /// <summary>A worker holds the lease.</summary>
    Running,

    /// <summary>Its result and its event are committed.</summary>
    Done,

    /// <summary>It failed for good; the failure event is committed.</summary>
    Failed,
}
