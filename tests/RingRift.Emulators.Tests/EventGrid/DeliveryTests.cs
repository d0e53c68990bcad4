using Microsoft.Extensions.Time.Testing;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid;

public sealed class DeliveryTests
{
    [Fact]
    public async Task When_a_webhook_fails_should_follow_the_schedule_of_the_service()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var scenario = await Scenario.StartAsync(options: options => options with { RetryTimeScale = 1 }, time: time);
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(500);
        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));

        var waits = new List<double>();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await scenario.Emulator.WhenSettledAsync(TestTime.Token);
            var wait = scenario.Subscription.NextAttempt!.Value - time.GetUtcNow();
            waits.Add(wait.TotalSeconds);
            time.Advance(wait);
        }
        await scenario.Emulator.WhenSettledAsync(TestTime.Token);

        Assert.Equal([10, 30, 60, 300, 600, 1800], waits);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], scenario.WebHook.Received.Select(one => one.Headers["aeg-delivery-count"]));
    }

    [Fact]
    public async Task When_a_webhook_recovers_should_deliver_and_become_idle()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.WebHook.Answer = one => Task.FromResult<int?>(one.Headers["aeg-delivery-count"] == "2" ? 202 : 503);

        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal(3, scenario.WebHook.Received.Count);
        Assert.Equal((1L, 2L), (scenario.Subscription.Delivered, scenario.Subscription.Failed));
        Assert.Contains("503", scenario.Subscription.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_attempts_are_used_up_without_a_dead_letter_container_should_drop()
    {
        await using var scenario = await Scenario.StartAsync(
            subscription => subscription with { RetryPolicy = new RetryPolicy(MaxDeliveryAttempts: 3) });
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(302);

        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal(3, scenario.WebHook.Received.Count);
        Assert.Equal(1, scenario.Subscription.Dropped);
    }

    [Fact]
    public async Task When_the_status_is_final_should_not_try_again()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(400);

        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Single(scenario.WebHook.Received);
        Assert.Equal(1, scenario.Subscription.Dropped);
    }

    [Fact]
    public async Task When_the_time_to_live_is_over_should_notice_at_the_next_attempt()
    {
        var time = new FakeTimeProvider();
        await using var scenario = await Scenario.StartAsync(
            subscription => subscription with { RetryPolicy = new RetryPolicy(EventTimeToLive: TimeSpan.FromMinutes(1)) },
            options => options with { RetryTimeScale = 1 },
            time);
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(500);
        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));

        // Attempts at 0, 10 and 40 seconds; the one due at 100 seconds comes too late.
        foreach (var wait in new[] { 10, 30, 60 })
        {
            await scenario.Emulator.WhenSettledAsync(TestTime.Token);
            time.Advance(TimeSpan.FromSeconds(wait));
        }
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal(3, scenario.WebHook.Received.Count);
        Assert.Equal(1, scenario.Subscription.Dropped);
    }

    [Fact]
    public async Task When_a_webhook_stays_silent_should_hang_up_after_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        await using var scenario = await Scenario.StartAsync(
            subscription => subscription with { RetryPolicy = new RetryPolicy(MaxDeliveryAttempts: 1) }, time: time);
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(null);
        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));
        await scenario.WebHook.NextAsync();

        time.Advance(TimeSpan.FromSeconds(30));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Contains("did not answer within 00:00:30", scenario.Subscription.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_webhook_publishes_before_it_answers_should_be_idle_only_after_the_cascade()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.WebHook.Answer = async got =>
        {
            var depth = int.Parse(got.Id, System.Globalization.CultureInfo.InvariantCulture);
            if (depth < 5)
            {
                await scenario.Publisher.SendEventAsync(Scenario.Event($"{depth + 1}"));
            }
            return 200;
        };

        await scenario.Publisher.SendEventAsync(Scenario.Event("1"));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal(["1", "2", "3", "4", "5"], scenario.WebHook.Received.Select(got => got.Id));
    }

    [Fact]
    public async Task When_parallel_deliveries_are_limited_should_never_exceed_the_limit()
    {
        await using var scenario = await Scenario.StartAsync(options: options => options with { MaxParallelDeliveries = 2 });
        int now = 0, most = 0;
        var gate = new Lock();
        scenario.WebHook.Answer = async _ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
            }
            await Task.Yield();
            lock (gate)
            {
                now--;
            }
            return 200;
        };

        await scenario.Publisher.SendEventsAsync(Enumerable.Range(0, 40).Select(number => Scenario.Event($"{number}")));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal(40, scenario.Subscription.Delivered);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task When_chaos_is_on_should_deliver_everything_twice_and_in_another_order()
    {
        await using var scenario = await Scenario.StartAsync(options: options => options with
        {
            MaxParallelDeliveries = 1,
            Chaos = new EventChaos(DuplicateRate: 1, ShuffleWindow: TimeSpan.FromMilliseconds(200)),
        });
        var sent = Enumerable.Range(100, 50).Select(number => $"{number}").ToList();

        await scenario.Publisher.SendEventsAsync(sent.Select(id => Scenario.Event(id)));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        var got = scenario.WebHook.Received.Select(one => one.Id).ToList();
        Assert.Equal(sent, got.Distinct().Order());
        Assert.All(got.CountBy(id => id), count => Assert.Equal(2, count.Value));
        Assert.NotEqual(sent, got.Distinct());
        Assert.Equal(50, scenario.Subscription.Duplicated);
    }

    [Fact]
    public async Task Should_show_its_status_as_json()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);
        using var http = new HttpClient();

        var json = await http.GetStringAsync(new Uri(scenario.Emulator.Endpoint, "/emulator/status"));

        var status = System.Text.Json.JsonSerializer.Deserialize<EmulatorStatus>(json, System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal(1, status.Accepted);
        Assert.Equal(scenario.Subscription, status.Subscriptions.Single());
    }
}
