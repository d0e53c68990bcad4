using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Cluster;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Tests;

/// <summary>The simulation against cases whose answer a formula gives.</summary>
public sealed class QueueingTests
{
    private const int Arrivals = 200_000;

    private readonly Agenda _agenda = new();

    /// <summary>M/D/1: mean time in the system 1/mu * (1 + rho / (2 * (1 - rho))), by Pollaczek and Khinchine.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void When_requests_come_by_chance_should_wait_as_in_MD1(double load)
    {
        const double limit = 50;
        var (throttle, chance, total) = (new Throttle(_agenda, "service", limit), new Chance(7), 0.0);
        Arrive(chance, load * limit, () => total += throttle.Ask());
        var expected = (1 + (load / (2 * (1 - load)))) / limit;
        Assert.InRange(total / Arrivals, 0.95 * expected, 1.05 * expected);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void When_one_function_instance_serves_should_wait_as_in_MD1(double load)
    {
        var (functions, chance, total, done) = (new SimulatedFunctions(_agenda, 1), new Chance(7), 0.0, 0);
        Arrive(chance, load / 0.4, () =>
        {
            var asked = _agenda.Now;
            functions.Run(0.4, () => (total, done) = (total + _agenda.Now - asked, done + 1));
        });
        _agenda.RunUntil(_agenda.Now + 1e6);
        Assert.Equal((Arrivals, 1), (done, functions.MostBusy));
        Assert.Equal(0.4 * Arrivals, functions.BusySeconds, 3);
        Assert.InRange(total / Arrivals, 0.95 * 0.4 * (1 + (load / (2 * (1 - load)))), 1.05 * 0.4 * (1 + (load / (2 * (1 - load)))));
    }

    [Theory]
    [InlineData(0.03, 1)]
    [InlineData(1, 1)]
    [InlineData(1.01, 1.1)]
    [InlineData(8.3, 8.3)]
    public void When_a_function_is_billed_should_round_up_as_the_service_does(double seconds, double billed)
    {
        var functions = new SimulatedFunctions(_agenda, 1);
        functions.Run(seconds, () => { });
        Assert.Equal(billed, functions.BilledSeconds, 9);
    }

    [Fact]
    public void When_a_topic_is_asked_for_more_than_it_takes_should_deliver_every_event_and_repeats_beside_them()
    {
        const int events = 5000;
        var inputs = new SimulationInputs { Workers = 1, Limits = new ServiceLimits { TopicEvents = 100, DuplicateShare = 0.2 } };
        var (services, seen) = (new SimulatedServices(_agenda, new Chance(3), inputs), new int[events]);
        services.Publish([.. Enumerable.Range(0, events).Select(index => (Action)(() => seen[index]++))]);
        _agenda.RunUntil(events / 100.0);
        Assert.All(seen, times => Assert.Equal(0, times));
        _agenda.RunUntil(1000);
        Assert.All(seen, times => Assert.InRange(times, 1, 2));
        Assert.Equal(events + services.Repeats, seen.Sum());
        Assert.Equal(seen.Sum(), services.Deliveries);

        // Binomial: 1,000 repeats with a standard deviation of 28.
        Assert.InRange(services.Repeats, 850, 1150);
    }

    [Fact]
    public void When_a_message_is_put_taken_and_deleted_should_ask_queue_and_account_for_each()
    {
        var (requests, account) = (new Throttle(_agenda, "queue", 2000), new Throttle(_agenda, "account", 20_000));
        var queue = new SimulatedQueue(_agenda, requests, account, leaseSeconds: 30);
        var done = 0;
        queue.Put(new SimulatedJob(WorkKind.SelfPlay, 10, 1, 5, _ => done++));
        _agenda.RunUntil(1);
        queue.TryTake()!.Complete();
        queue.Delete();
        Assert.Equal((1, 3.0, 3.0, 0), (done, requests.Operations, account.Operations, queue.Load().Messages));
    }

    /// <summary>Twelve jobs on four workers are three rounds, each of a start and the games.</summary>
    [Fact]
    public void When_there_are_more_jobs_than_workers_should_take_as_many_rounds_as_they_need()
    {
        var inputs = new SimulationInputs
        {
            Workers = 4,
            Worker = new WorkerInputs { BootSeconds = 100, EvictionsPerHour = 0, JobStartSeconds = 3 },
        };
        var (services, ends) = (new SimulatedServices(_agenda, new Chance(3), inputs), new List<double>());
        var queue = new SimulatedQueue(_agenda, new Throttle(_agenda, "queue", 1e9), services.Account, leaseSeconds: 30);
        var pool = new SimulatedPool(_agenda, new Chance(3), WorkKind.SelfPlay, inputs, queue, services);
        queue.Arrived = pool.Match;
        pool.Resize(4);
        _agenda.RunUntil(200);
        for (var job = 0; job < 12; job++)
        {
            queue.Put(new SimulatedJob(WorkKind.SelfPlay, 120, 12, 24, _ => ends.Add(_agenda.Now)));
        }

        _agenda.RunUntil(1000);
        Assert.Equal(12, ends.Count);
        Assert.InRange(ends.Max(), 200 + (3 * 13), 200 + (3 * 13) + inputs.Design.PollSeconds);
        Assert.Equal(4 * 1000 / 3600.0, pool.PaidHours, 9);
        Assert.Equal(12 * 10, pool.BusySeconds, 6);
        Assert.Equal((4, 0, 0), (pool.Starts, pool.Evictions, queue.Load().Messages));
    }

    private void Arrive(Chance chance, double rate, Action arrive)
    {
        var left = Arrivals;
        void Next()
        {
            if (left-- > 0)
            {
                arrive();
                _agenda.After(chance.Exponential(rate), Next);
            }
        }

        Next();
        _agenda.RunUntil(2 * Arrivals / rate);
    }
}
