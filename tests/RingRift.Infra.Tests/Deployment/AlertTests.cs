using RingRift.Eventing.Catalogue;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Events;
using RingRift.Eventing.Telemetry;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed class AlertTests(DeploymentFixture deployment)
{
    [Theory]
    [InlineData("dead-letters", DeadLetterMetrics.LettersGauge, DeadLetterMetrics.StatusTag, DeadLetterMetrics.ConsumerTag)]
    [InlineData("stalled-config", PipelineTelemetry.Instruments.SentMessages, PipelineTelemetry.Tags.CloudEventType)]
    [InlineData("queue-age", QueueMetrics.OldestMessageAge, QueueMetrics.QueueTag)]
    [InlineData("gpu-budget", ScalerMetrics.StoppedGauge)]
    [InlineData("silence", QueueMetrics.OldestMessageAge)]
    public void Should_ask_for_what_the_code_measures(string alert, params string[] names) =>
        Assert.All(names, name => Assert.Contains($"'{name}'", Query(alert), StringComparison.Ordinal));

    [Fact]
    public void Should_know_a_stall_by_its_event() =>
        Assert.Contains($"'{DataEventType.ProgressStallDetected.WireName()}'", Query("stalled-config"), StringComparison.Ordinal);

    [Fact]
    public void Should_alert_only_of_dead_letters_that_nobody_saw_to() =>
        Assert.Contains($"'{nameof(DeadLetterStatus.Open).ToLowerInvariant()}'", Query("dead-letters"), StringComparison.Ordinal);

    [Fact]
    public void Should_have_the_minutes_of_the_parameters_as_the_age_of_a_queue_in_seconds() =>
        Assert.Contains("age > 1800\n", Query("queue-age"), StringComparison.Ordinal);

    [Fact]
    public void Should_go_off_at_any_row_and_for_silence_at_none() => Assert.All(
        deployment.Dev.Of("Microsoft.Insights/scheduledQueryRules"),
        rule => Assert.Equal(
            rule.Name.EndsWith("-silence", StringComparison.Ordinal) ? "LessThan 1" : "GreaterThan 0",
            $"{rule.At("properties.criteria.allOf")![0]!["operator"]} {rule.At("properties.criteria.allOf")![0]!["threshold"]}"));

    [Fact]
    public void When_the_service_could_not_deliver_events_should_alert() => Assert.Equal(
        ["DeadLetteredCount", "DroppedEventCount"],
        deployment.Dev.Of("Microsoft.Insights/metricAlerts").Select(alert => alert.At("properties.criteria.allOf")!.AsArray()[0]!["metricName"]!.GetValue<string>()).Order(StringComparer.Ordinal));

    [Fact]
    public void Should_have_every_alert_on_and_write_to_people()
    {
        var people = deployment.Dev.Of("Microsoft.Insights/actionGroups").Single();
        Assert.Equal("somebody@example.org", Assert.Single(people.At("properties.emailReceivers")!.AsArray())!["emailAddress"]!.GetValue<string>());
        Assert.All(deployment.Dev.Of("Microsoft.Insights/scheduledQueryRules"), alert =>
        {
            Assert.True(alert.Flag("properties.enabled"));
            Assert.Equal(people.Id, Assert.Single(alert.At("properties.actions.actionGroups")!.AsArray())!.GetValue<string>());
        });
        Assert.All(deployment.Dev.Of("Microsoft.Insights/metricAlerts"), alert =>
        {
            Assert.True(alert.Flag("properties.enabled"));
            Assert.Equal(people.Id, Assert.Single(alert.At("properties.actions")!.AsArray())!["actionGroupId"]!.GetValue<string>());
        });
    }

    private string Query(string alert) => deployment.Dev.Of("Microsoft.Insights/scheduledQueryRules")
        .Single(rule => rule.Name == $"alert-ringrift-dev-{alert}").At("properties.criteria.allOf")!.AsArray()[0]!["query"]!.GetValue<string>();
}
