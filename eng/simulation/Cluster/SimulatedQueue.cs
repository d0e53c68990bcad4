using RingRift.Pipeline.Operations.Queues;
using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Cluster;

/// <summary>A storage queue of jobs.</summary>
/// <param name="agenda">The clock.</param>
/// <param name="requests">The queue's limit.</param>
/// <param name="account">The limit of the account it is in.</param>
/// <param name="leaseSeconds">How long a message stays hidden that is not renewed.</param>
public sealed class SimulatedQueue(Agenda agenda, Throttle requests, Throttle account, double leaseSeconds)
{
    private readonly Queue<SimulatedJob> _visible = new();
    private int _hidden;

    /// <summary>Tells that a job can be taken.</summary>
    public Action Arrived { get; set; } = () => { };

    /// <summary>The queue's limit.</summary>
    public Throttle Requests => requests;

    /// <summary>Messages that came for jobs that were done or held already.</summary>
    public int Repeats { get; private set; }

    /// <summary>Messages now.</summary>
    public QueueLoad Load() => new(_visible.Count, _hidden);

    /// <summary>Puts a message into the queue.</summary>
    public void Put(SimulatedJob job) => agenda.After(Ask(), () => Show(job));

    /// <summary>Takes a message and claims its job; null when there is none.</summary>
    public SimulatedJob? TryTake()
    {
        while (_visible.TryDequeue(out var job))
        {
            Ask();
            if (job.TryClaim())
            {
                _hidden++;
                return job;
            }

            Repeats++;
            if (job.IsHeld)
            {
                // Busy: the message comes back when the lease may be over, and finds the job done by then, or free.
                _hidden++;
                agenda.After(leaseSeconds, () => Reappear(job));
            }
        }

        return null;
    }

    /// <summary>Deletes the message of a job that is done.</summary>
    public void Delete()
    {
        Ask();
        _hidden--;
    }

    /// <summary>A job that nobody holds any more can be taken again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seconds">When.</param>
    public void Return(SimulatedJob job, double seconds) => agenda.After(seconds, () => Reappear(job));

    private double Ask() => Math.Max(requests.Ask(), account.Ask());

    private void Reappear(SimulatedJob job)
    {
        _hidden--;
        Show(job);
    }

    private void Show(SimulatedJob job)
    {
        _visible.Enqueue(job);
        Arrived();
    }
}
