using RingRift.Emulators.EventGrid.Delivery;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid.Delivery;

public sealed class RetryScheduleTests
{
    private static readonly RetryPolicy Policy = new();

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(4, 300)]
    [InlineData(5, 600)]
    [InlineData(6, 1800)]
    [InlineData(7, 3600)]
    [InlineData(8, 10800)]
    [InlineData(9, 21600)]
    [InlineData(10, 43200)]
    [InlineData(29, 43200)]
    public void Should_wait_as_the_service_does(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), After(attempts, 500).Wait);

    [Theory]
    [InlineData(404, 300)]
    [InlineData(408, 120)]
    [InlineData(503, 30)]
    [InlineData(429, 10)]
    [InlineData(302, 10)]
    public void Should_wait_at_least_what_the_status_asks_for(int status, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), After(1, status).Wait);

    [Theory]
    [InlineData(400, false, true)]
    [InlineData(401, false, true)]
    [InlineData(403, false, true)]
    [InlineData(413, false, true)]
    [InlineData(404, false, false)]
    [InlineData(500, false, false)]
    [InlineData(400, true, true)]
    [InlineData(413, true, true)]
    [InlineData(401, true, false)]
    [InlineData(403, true, false)]
    public void Should_give_up_at_once_on_final_statuses(int status, bool azureResource, bool final) =>
        Assert.Equal(final ? DeadLetterReason.UndeliverableByStatus : null, After(1, status, azureResource).GiveUpReason);

    [Fact]
    public void When_the_last_attempt_has_failed_should_give_up()
    {
        Assert.Null(After(29, 500).GiveUpReason);
        Assert.Equal(DeadLetterReason.MaxDeliveryAttemptsExceeded, After(30, 500).GiveUpReason);
    }

    private static RetryDecision After(int attempts, int status, bool azureResource = false) =>
        RetryDecision.After(attempts, DeliveryResult.FromFailure(status, string.Empty), Policy, azureResource);
}
