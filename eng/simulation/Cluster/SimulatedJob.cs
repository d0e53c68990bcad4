using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Simulation.Cluster;

/// <summary>A job of a worker.</summary>
/// <param name="kind">Its kind.</param>
/// <param name="units">What is to be done: games or optimiser steps.</param>
/// <param name="unitsPerSecond">How fast a worker does it.</param>
/// <param name="checkpointUnits">Units between two checkpoints.</param>
/// <param name="completed">Tells that it is done; called once.</param>
public sealed class SimulatedJob(WorkKind kind, int units, double unitsPerSecond, int checkpointUnits, Action<SimulatedJob> completed)
{
    /// <summary>Its kind.</summary>
    public WorkKind Kind => kind;

    /// <summary>Games or steps.</summary>
    public int Units => units;

    /// <summary>Units that are stored: a later attempt goes on from there.</summary>
    public int Stored { get; private set; }

    /// <summary>Claims so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether a worker holds it.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Whether it is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Seconds that the rest takes.</summary>
    public double RestSeconds => (units - Stored) / unitsPerSecond;

    /// <summary>A worker claims it; false when it is done or held, as a repeated message finds it.</summary>
    public bool TryClaim()
    {
        if (IsDone || IsHeld)
        {
            return false;
        }

        (IsHeld, Attempts) = (true, Attempts + 1);
        return true;
    }

    /// <summary>The worker that holds it is done.</summary>
    public void Complete()
    {
        if (IsDone || !IsHeld)
        {
            throw new InvalidOperationException($"a {kind} job of {units} units is done twice, or by nobody");
        }

        (IsHeld, IsDone, Stored) = (false, true, units);
        completed(this);
    }

    /// <summary>The worker that holds it ends.</summary>
    /// <param name="workedSeconds">How long it worked on it.</param>
    /// <param name="stored">Whether it could store what it had; otherwise the newest checkpoint counts.</param>
    /// <returns>Units that are to be done again.</returns>
    public int Interrupt(double workedSeconds, bool stored)
    {
        var reached = Math.Min(units, Stored + (int)Math.Max(0, workedSeconds * unitsPerSecond));
        var kept = stored ? reached : Stored + ((reached - Stored) / checkpointUnits * checkpointUnits);
        (IsHeld, Stored) = (false, kept);
        return reached - kept;
    }
}
