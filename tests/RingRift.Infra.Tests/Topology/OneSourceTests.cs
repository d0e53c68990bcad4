using System.Text;
using System.Text.Json.Nodes;
using RingRift.Azure.Topology;
using RingRift.Catalogue.Reading;
using RingRift.Catalogue.Rules;
using RingRift.Catalogue.Writing;
using RingRift.Eventing.Catalogue;
using RingRift.Infra.Topology;

namespace RingRift.Infra.Tests.Topology;

/// <summary>ADR 0019: an event with consumers of every kind is added to the catalogue in memory, and to nothing else.</summary>
public sealed class OneSourceTests
{
    private const string Added = "TRAINING_SLOW_DETECTED";

    private const string Entry = """
        {
          "name": "TRAINING_SLOW_DETECTED", "category": "Training", "description": "A training took much longer than the ones before it.",
          "transport": "cluster", "origin": "pipeline", "key": ["jobId"],
          "consumers": [
            {"handler": "NoteSlowTraining"},
            {"handler": "ReplaySlowTraining", "queue": "slow-training-jobs", "maxDeliveryAttempts": 5, "timeToLiveMinutes": 90},
            {"queue": "profiling-jobs"}
          ],
          "payload": [{"name": "jobId", "type": "jobId", "required": true, "description": "The training."}]
        }
        """;

    private static readonly string Text = With(Entry);

    private static readonly IReadOnlyList<EventRoute> Routes = PipelineTopology.SubscriptionsOf(EventCatalogue.Parse(Encoding.UTF8.GetBytes(Text)));

    [Fact]
    public void Should_keep_the_catalogue_to_its_rules() => Assert.Empty(CatalogueRules.Check(CatalogueReader.Parse(Text)));

    [Fact]
    public void Should_have_a_subscription_for_each_consumer_and_those_it_had()
    {
        Assert.Equal(
            [
                ("note-slow-training", "NoteSlowTraining", (string?)null, false, 30, TimeSpan.FromDays(1)),
                ("slow-training-jobs", "ReplaySlowTraining", "slow-training-jobs", false, 5, TimeSpan.FromMinutes(90)),
                ("profiling-jobs", "profiling-jobs", "profiling-jobs", true, 30, TimeSpan.FromDays(1)),
            ],
            Routes.Where(route => route.Event.Name == Added)
                .Select(route => (route.Name, route.Consumer, route.Queue, route.To.IsWorker, route.MaxDeliveryAttempts, route.TimeToLive)));
        Assert.Equal(
            PipelineTopology.Subscriptions.Select(route => (route.Name, route.Type, route.To)),
            Routes.Where(route => route.Event.Name != Added).Select(route => (route.Name, route.Type, route.To)));
    }

    [Theory]
    [InlineData("queues", """{"name": "slow-training-jobs", "eventType": "ringrift.training_slow_detected", "queue": "slow-training-jobs", "maxDeliveryAttempts": 5, "timeToLiveMinutes": 90}""")]
    [InlineData("queues", """{"name": "profiling-jobs", "eventType": "ringrift.training_slow_detected", "queue": "profiling-jobs", "maxDeliveryAttempts": 30, "timeToLiveMinutes": 1440}""")]
    [InlineData("functions", """{"name": "note-slow-training", "eventType": "ringrift.training_slow_detected", "function": "NoteSlowTraining", "maxDeliveryAttempts": 30, "timeToLiveMinutes": 1440}""")]
    public void Should_give_the_subscription_to_Bicep(string kind, string subscription) => Assert.Contains(
        File(TopologyFiles.Subscriptions)[kind]!.AsArray(), one => JsonNode.DeepEquals(one, JsonNode.Parse(subscription)));

    [Fact]
    public void Should_give_the_queues_and_nothing_else_to_Bicep() => Assert.Equal(
        ["profiling-jobs", "profiling-jobs-poison", "slow-training-jobs", "slow-training-jobs-poison"],
        File(TopologyFiles.Storage)["queues"]!.AsArray().Select(queue => (string)queue!).Except(PipelineQueues.All).Order());

    [Theory]
    [InlineData("docs/events.md", "→ NoteSlowTraining, ReplaySlowTraining (`slow-training-jobs`), `profiling-jobs` |")]
    [InlineData(CatalogueOutput.Queues, "public const string SlowTraining = \"slow-training-jobs\";")]
    [InlineData(CatalogueOutput.Queues, "/// <summary>TRAINING_SLOW_DETECTED, taken by GPU workers.</summary>")]
    [InlineData($"{CatalogueOutput.CodeFolder}/DataEventType.g.cs", "    TrainingSlowDetected = ")]
    public void Should_have_it_in_documents_and_code(string path, string text) => Assert.Contains(
        text, CatalogueOutput.Of(CatalogueReader.Parse(Text)).Single(file => file.Path == path).Text, StringComparison.Ordinal);

    private static JsonObject File(string path) => JsonNode.Parse(TopologyFiles.Of(Routes).Single(file => file.Path == path).Text)!.AsObject();

    private static string With(string entry)
    {
        var catalogue = JsonNode.Parse(Repository.Read(CatalogueOutput.Source))!;
        catalogue["events"]!.AsArray().Add(JsonNode.Parse(entry));
        return catalogue.ToJsonString();
    }
}
