using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Cluster;

/// <summary>The workers of one kind of work on a scale set: ordered, started, evicted, and taken away only while they are idle.</summary>
public sealed class SimulatedPool(
    Agenda agenda, Chance chance, WorkKind kind, SimulationInputs inputs, SimulatedQueue queue, SimulatedServices services)
{
    private const double Spread = 0.3;
    private const double SecondsOfHour = 3600;

    private readonly HashSet<SimulatedWorker> _workers = [];
    private readonly Queue<SimulatedWorker> _idle = new();
    private double _paidSeconds;

    /// <summary>Its kind of work.</summary>
    public WorkKind Kind => kind;

    /// <summary>Capacity of the scale set.</summary>
    public int Capacity { get; private set; }

    /// <summary>Most machines at once.</summary>
    public int MostWorkers { get; private set; }

    /// <summary>Machines that were ordered.</summary>
    public int Starts { get; private set; }

    /// <summary>Machines that were evicted.</summary>
    public int Evictions { get; private set; }

    /// <summary>Units that had to be done again.</summary>
    public long RepeatedUnits { get; private set; }

    /// <summary>Seconds that workers worked on jobs.</summary>
    public double BusySeconds { get; private set; }

    /// <summary>Mean seconds of a job by those done so far, newer ones counting more; null before the first.</summary>
    public double? JobSeconds { get; private set; }

    /// <summary>Machine-hours that are to be paid for until now.</summary>
    public double PaidHours => (_paidSeconds + _workers.Sum(worker => agenda.Now - worker.Started)) / SecondsOfHour;

    /// <summary>Sets the capacity of the scale set: idle machines go at once, busy ones are protected until their job is done.</summary>
    public void Resize(int capacity)
    {
        Capacity = capacity;
        while (_workers.Count < capacity)
        {
            Order();
        }

        while (_workers.Count > capacity && TryDequeueIdle() is { } idle)
        {
            End(idle);
        }
    }

    /// <summary>Ends every machine.</summary>
    public void Stop()
    {
        Capacity = 0;
        foreach (var worker in _workers.OrderBy(worker => worker.Started).ToArray())
        {
            Interrupt(worker, announced: true);
            End(worker);
        }
    }

    /// <summary>Gives waiting jobs to idle workers.</summary>
    public void Match()
    {
        while (queue.Load().Visible > 0 && TryDequeueIdle() is { } worker)
        {
            if (queue.TryTake() is not { } job)
            {
                _idle.Enqueue(worker);
                return;
            }

            ChangeBackground(worker, by: -1);
            worker.Job = job;
            ChangeBackground(worker, by: 1);
            Begin(worker, job, UntilLook(worker));
        }
    }

    private void Order()
    {
        var worker = new SimulatedWorker(agenda.Now);
        _workers.Add(worker);
        Starts++;
        MostWorkers = Math.Max(MostWorkers, _workers.Count);
        agenda.After(chance.Around(inputs.Worker.BootSeconds, Spread), () =>
        {
            if (!worker.IsGone)
            {
                (worker.IsUp, worker.IdleSince) = (true, agenda.Now);
                ChangeBackground(worker, by: 1);
                Wait(worker);
            }
        });
        if (kind == WorkKind.SelfPlay
            && chance.Exponential(inputs.Worker.EvictionsPerHour / SecondsOfHour) is var eviction and < double.PositiveInfinity)
        {
            agenda.After(eviction, () => Evict(worker));
        }
    }

    private void Begin(SimulatedWorker worker, SimulatedJob job, double delay)
    {
        worker.WorksFrom = agenda.Now + delay + inputs.Worker.JobStartSeconds;
        var seconds = delay + inputs.Worker.JobStartSeconds + job.RestSeconds;
        var attempt = job.Attempts;
        agenda.After(seconds, () =>
        {
            if (!worker.IsGone && worker.Job == job && job.Attempts == attempt)
            {
                Complete(worker, job, seconds);
            }
        });
    }

    private void Complete(SimulatedWorker worker, SimulatedJob job, double seconds)
    {
        BusySeconds += agenda.Now - worker.WorksFrom;
        JobSeconds = JobSeconds is { } mean ? mean + ((seconds - mean) / 20) : seconds;
        Free(worker);
        queue.Delete();
        services.EndJob();
        job.Complete();
        Wait(worker);
    }

    private void Wait(SimulatedWorker worker)
    {
        if (_workers.Count > Capacity)
        {
            End(worker);
            return;
        }

        _idle.Enqueue(worker);
        Match();
    }

    private void Evict(SimulatedWorker worker)
    {
        if (!worker.IsGone)
        {
            Evictions++;
            Capacity = Math.Max(0, Capacity - 1);
            Interrupt(worker, chance.Happens(inputs.Worker.AnnouncedShare));
            End(worker);
        }
    }

    private void Interrupt(SimulatedWorker worker, bool announced)
    {
        if (worker.Job is { } job)
        {
            var worked = Math.Max(0, agenda.Now - worker.WorksFrom);
            BusySeconds += worked;
            RepeatedUnits += job.Interrupt(worked, announced);
            Free(worker);
            queue.Return(job, announced ? 0 : inputs.Worker.LeaseSeconds);
        }
    }

    private void Free(SimulatedWorker worker)
    {
        ChangeBackground(worker, by: -1);
        (worker.Job, worker.IdleSince) = (null, agenda.Now);
        ChangeBackground(worker, by: 1);
    }

    private void End(SimulatedWorker worker)
    {
        if (worker.IsUp)
        {
            ChangeBackground(worker, by: -1);
        }

        worker.IsGone = true;
        _workers.Remove(worker);
        _paidSeconds += agenda.Now - worker.Started;
    }

    private SimulatedWorker? TryDequeueIdle()
    {
        while (_idle.TryDequeue(out var worker))
        {
            if (!worker.IsGone)
            {
                return worker;
            }
        }

        return null;
    }

    /// <summary>What a worker asks of the services all the time: polls while it waits; renewals and heartbeats while it works.</summary>
    private void ChangeBackground(SimulatedWorker worker, int by) => services.ChangeBackground(
        queue.Requests,
        polls: worker.Job is null ? by / inputs.Design.PollSeconds : 0,
        renewals: worker.Job is null ? 0 : by * 3 / inputs.Worker.LeaseSeconds,
        heartbeats: worker.Job is null ? 0 : by / inputs.Worker.HeartbeatSeconds);

    /// <summary>A worker looks when its last job ends and every poll time after that.</summary>
    private double UntilLook(SimulatedWorker worker) =>
        agenda.Now - worker.IdleSince is var idle and > 0 ? inputs.Design.PollSeconds - (idle % inputs.Design.PollSeconds) : 0;
}
