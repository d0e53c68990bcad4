using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid.Subscriptions;

public sealed class EventGridEmulatorOptionsTests
{
    private static readonly EventSubscription Valid = new(
        "to-queue", Scenario.Topic, new StorageQueueDestination("UseDevelopmentStorage=true", "events"));

    public static TheoryData<string, EventGridEmulatorOptions> Broken => new()
    {
        { "'x'", Scenario.Options() with { Topics = ["x"] } },
        { "'Pipeline'", Scenario.Options() with { Topics = ["pipeline", "Pipeline"] } },
        { "'to-queue'", Scenario.Options(Valid, Valid) },
        { "'nowhere'", Scenario.Options(Valid with { Topic = "nowhere" }) },
        { "'a b c'", Scenario.Options(Valid with { Name = "a b c" }) },
        { "MaxDeliveryAttempts 31", Scenario.Options(Valid with { RetryPolicy = new RetryPolicy(31) }) },
        { "EventTimeToLive 00:00:30", Scenario.Options(Valid with { RetryPolicy = new RetryPolicy(1, TimeSpan.FromSeconds(30)) }) },
        { "'ftp://host/'", Scenario.Options(Valid with { Destination = new WebHookDestination(new Uri("ftp://host")) }) },
        { "queue name 'q'", Scenario.Options(Valid with { Destination = new StorageQueueDestination("UseDevelopmentStorage=true", "q") }) },
        { "container name 'a--b'", Scenario.Options(
            Valid with { DeadLetter = new DeadLetterContainer("UseDevelopmentStorage=true", "a--b") }) },
        { "MaxParallelDeliveries 0", Scenario.Options() with { MaxParallelDeliveries = 0 } },
        { "DuplicateRate 2", Scenario.Options() with { Chaos = new EventChaos(DuplicateRate: 2) } },
        { "RetryTimeScale -1", Scenario.Options() with { RetryTimeScale = -1 } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Should_refuse_to_start_and_name_the_value(string named, EventGridEmulatorOptions options)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => EventGridEmulator.StartAsync(options));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
