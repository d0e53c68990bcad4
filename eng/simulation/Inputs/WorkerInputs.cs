namespace RingRift.Simulation.Inputs;

/// <summary>
/// How a worker behaves: the defaults of its options, held to them by a test, and what was measured or assumed of its machine.
/// </summary>
public sealed record WorkerInputs
{
    /// <summary>Lease of a job, in seconds (<c>Worker:LeaseSeconds</c>); it is renewed every third of it.</summary>
    public double LeaseSeconds { get; init; } = 30;

    /// <summary>Seconds between two heartbeats (<c>Worker:HeartbeatSeconds</c>).</summary>
    public double HeartbeatSeconds { get; init; } = 2;

    /// <summary>Games between two checkpoints (<c>SelfPlay:CheckpointGames</c>).</summary>
    public int CheckpointGames { get; init; } = 24;

    /// <summary>
    /// Self-play games a second of one worker: 3.0 measured on one processor core for <c>hex8_2p</c> (ADR 0006), four cores assumed to feed
    /// one GPU.
    /// </summary>
    public double GamesPerSecond { get; init; } = 12;

    /// <summary>Rollout games are faster by this factor (20 to 3.0 games/s in ADR 0006).</summary>
    public double RolloutFactor { get; init; } = 6.7;

    /// <summary>Seconds until a job plays: the network is fetched and loaded.</summary>
    public double JobStartSeconds { get; init; } = 3;

    /// <summary>
    /// Optimiser steps a second of a training worker: 25 measured on one core (ADR 0006), a small GPU assumed to do eight times that.
    /// </summary>
    public double StepsPerSecond { get; init; } = 200;

    /// <summary>Steps between two checkpoints of a training (<c>Training:CheckpointSteps</c>).</summary>
    public int CheckpointSteps { get; init; } = 250;

    /// <summary>Seconds from the order of a machine to its first look for jobs.</summary>
    public double BootSeconds { get; init; } = 240;

    /// <summary>Spot evictions of a machine in an hour. 0.05 is once in 20 hours.</summary>
    public double EvictionsPerHour { get; init; } = 0.05;

    /// <summary>
    /// Part of the evictions that are announced in time to store all finished games and give the job back; the rest leaves it to the lease.
    /// </summary>
    public double AnnouncedShare { get; init; } = 0.9;
}
