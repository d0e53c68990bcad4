using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Cluster;

/// <summary>Event Grid and the storage account that all configs share.</summary>
public sealed class SimulatedServices(Agenda agenda, Chance chance, SimulationInputs inputs)
{
    // Per event the log writes two rows, per delivery two; a commit loads, looks into the inbox and writes; a renewal commits and loads.
    private const int LogRows = 2;

    /// <summary>Requests of a commit, one after the other.</summary>
    public const int CommitRequests = 3;

    private const int RenewalRequests = 2;

    /// <summary>Event Grid's topic.</summary>
    public Throttle Topic { get; } = new(agenda, "Event Grid topic (events/s)", inputs.Limits.TopicEvents);

    /// <summary>The storage account.</summary>
    public Throttle Account { get; } = new(agenda, "storage account (requests/s)", inputs.Limits.Account);

    /// <summary>The heartbeats of the busiest config, as if all configs were equally busy.</summary>
    public Throttle Progress { get; } = new(agenda, "table partition of heartbeats (entities/s)", inputs.Limits.TablePartition);

    /// <summary>Events delivered twice.</summary>
    public int Repeats { get; private set; }

    /// <summary>Deliveries.</summary>
    public long Deliveries { get; private set; }

    /// <summary>Requests to tables.</summary>
    public double TableRequests { get; private set; }

    /// <summary>Writes of blobs.</summary>
    public long BlobWrites { get; private set; }

    /// <summary>Reads of blobs.</summary>
    public long BlobReads { get; private set; }

    /// <summary>Reads and writes files, and rows beside them.</summary>
    /// <param name="writes">Files written.</param>
    /// <param name="reads">Files read.</param>
    /// <param name="rows">Requests to tables.</param>
    public void Store(int writes, int reads, int rows = 0)
    {
        (BlobWrites, BlobReads) = (BlobWrites + writes, BlobReads + reads);
        Account.Ask(writes + reads);
        Table(rows);
    }

    /// <summary>Publishes events of one commit.</summary>
    /// <param name="delivered">What each does when it is delivered, in order; some are delivered twice.</param>
    public void Publish(params IReadOnlyList<Action> delivered)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        var wait = Math.Max(Topic.Ask(delivered.Count), Table(LogRows * delivered.Count));
        foreach (var action in delivered)
        {
            Deliver(action, wait);
            if (chance.Happens(inputs.Limits.DuplicateShare))
            {
                Repeats++;
                Deliver(action, wait + chance.Below(30));
            }
        }
    }

    /// <summary>Reads rows, one after the other.</summary>
    /// <returns>Seconds that it takes.</returns>
    public double Read(int rows) => Math.Max(rows * inputs.Limits.CommitSeconds / CommitRequests, Table(rows));

    /// <summary>Commits to an aggregate that nobody else writes at the same time.</summary>
    public void Commit(Action then) => agenda.After(Math.Max(inputs.Limits.CommitSeconds, Table(CommitRequests)), then);

    /// <summary>Commits to an aggregate that many write: one commit after the other.</summary>
    public void Commit(Throttle aggregate, Action then)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        agenda.After(Math.Max(aggregate.Ask(), Table(CommitRequests)), then);
    }

    /// <summary>A worker ends its job: its own aggregate, which nobody else writes.</summary>
    public void EndJob() => Table(CommitRequests + RenewalRequests);

    /// <summary>Changes what workers ask for all the time, in operations a second.</summary>
    public void ChangeBackground(Throttle queue, double polls, double renewals, double heartbeats)
    {
        ArgumentNullException.ThrowIfNull(queue);
        queue.ChangeBackground(polls + renewals);
        Progress.ChangeBackground(heartbeats / inputs.Configs);
        Account.ChangeBackground(polls + renewals + (RenewalRequests * renewals) + heartbeats);
    }

    private void Deliver(Action action, double wait)
    {
        Deliveries++;
        agenda.After(wait + chance.Around(inputs.Limits.DeliverySeconds, 0.5), () =>
        {
            Table(LogRows);
            action();
        });
    }

    private double Table(int requests)
    {
        TableRequests += requests;
        return Account.Ask(requests);
    }
}
