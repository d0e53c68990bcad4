using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.Topology;
using RingRift.Eventing.Catalogue;
using RingRift.Functions.Delivery;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed class SubscriptionTests(DeploymentFixture deployment)
{
    private const string Type = "Microsoft.EventGrid/topics/eventSubscriptions";
    private const string Delivery = "/userAssignedIdentities/id-ringrift-dev-delivery";

    private const string BlobType = "Microsoft.EventGrid/systemTopics/eventSubscriptions";

    private Resource[] Every => [.. All, .. deployment.Endpoints.Of(BlobType)];

    private Resource[] All => [.. deployment.Dev.Of(Type), .. deployment.Endpoints.Of(Type)];

    [Fact]
    public void Should_be_the_topology_in_both_phases_together() => Assert.Equal(
        PipelineTopology.Subscriptions.Select(route => $"{route.Name}: {route.Type.WireName()} to {route.Queue ?? route.Consumer}").Order(StringComparer.Ordinal),
        All.Select(one => $"{one.Name}: {Assert.Single(one.At("properties.filter.includedEventTypes")!.AsArray())} to {TargetOf(one)}").Order(StringComparer.Ordinal));

    [Fact]
    public void Should_call_every_function_with_an_event_grid_trigger_and_no_other() => Assert.Equal(
        FunctionCatalog.FromTypes(typeof(EventDelivery).Assembly.GetTypes()).With<EventGridTriggerAttribute>().Select(function => function.Name).Order(StringComparer.Ordinal),
        deployment.Endpoints.Resources.Select(TargetOf).Order(StringComparer.Ordinal));

    [Fact]
    public void When_a_queue_is_filled_should_be_read_by_a_function_or_a_worker()
    {
        var read = FunctionCatalog.FromTypes(typeof(EventDelivery).Assembly.GetTypes()).With<QueueTriggerAttribute>()
            .Select(function => ((QueueTriggerAttribute)function.Trigger).QueueName).Concat(JobQueues.OfWorkers);
        Assert.Empty(deployment.Dev.Of(Type).Select(TargetOf).Except(read));
    }

    [Fact]
    public void Should_call_functions_from_the_second_phase_on_when_their_code_is_there()
    {
        Assert.All(deployment.Dev.Of(Type), one => Assert.Equal("StorageQueue", one.Text("properties.deliveryWithResourceIdentity.destination.endpointType")));
        Assert.Empty(deployment.Dev.Of(BlobType));
        Assert.All(deployment.Endpoints.Resources, one => Assert.Equal("AzureFunction", one.Text("properties.destination.endpointType")));
        Assert.Equal(Every.Length, deployment.Dev.Of(Type).Count() + deployment.Endpoints.Resources.Count);
    }

    [Fact]
    public void Should_dead_letter_with_the_delivery_identity() => Assert.All(Every, one =>
    {
        const string Path = "properties.deadLetterWithResourceIdentity";
        Assert.EndsWith(Delivery, one.Text($"{Path}.identity.userAssignedIdentity"), StringComparison.Ordinal);
        Assert.Equal("StorageBlob", one.Text($"{Path}.deadLetterDestination.endpointType"));
        Assert.Equal(PipelineTopology.DeadLetterContainer, one.Text($"{Path}.deadLetterDestination.properties.blobContainerName"));
    });

    [Fact]
    public void Should_try_as_often_and_as_long_as_the_topology_says()
    {
        var routes = PipelineTopology.Subscriptions.Select(route => (route.Name, route.MaxDeliveryAttempts, route.TimeToLive))
            .Concat(PipelineTopology.StorageSubscriptions.Select(route => (route.Name, route.MaxDeliveryAttempts, route.TimeToLive)))
            .ToDictionary(route => route.Name);
        Assert.All(Every, one =>
        {
            Assert.Equal(routes[one.Name].MaxDeliveryAttempts, one.Number("properties.retryPolicy.maxDeliveryAttempts"));
            Assert.Equal((int)routes[one.Name].TimeToLive.TotalMinutes, one.Number("properties.retryPolicy.eventTimeToLiveInMinutes"));
        });
    }

    [Fact]
    public void Should_deliver_cloud_events() =>
        Assert.All(Every, one => Assert.Equal("CloudEventSchemaV1_0", one.Text("properties.eventDeliverySchema")));

    [Fact]
    public void Should_fill_queues_with_the_delivery_identity_and_keep_what_waits() => Assert.All(deployment.Dev.Of(Type), one =>
    {
        Assert.EndsWith(Delivery, one.Text("properties.deliveryWithResourceIdentity.identity.userAssignedIdentity"), StringComparison.Ordinal);
        Assert.Equal(-1, one.Number("properties.deliveryWithResourceIdentity.destination.properties.queueMessageTimeToLiveInSeconds"));
        Assert.Null(one.At("properties.destination"));
    });

    [Fact]
    public void Should_mean_the_same_topic_account_and_app_in_both_phases()
    {
        Assert.Equal(
            deployment.Dev.Of("Microsoft.EventGrid/topics").Single().Id,
            Assert.Single(All.Select(one => one.Id[..one.Id.LastIndexOf("/eventSubscriptions/", StringComparison.Ordinal)]).Distinct()));
        Assert.Equal(
            deployment.Dev.Of("Microsoft.Storage/storageAccounts").Single().Id,
            Assert.Single(Every.Select(one => one.Text("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.resourceId")).Distinct()));
        Assert.All(
            deployment.Endpoints.Of(Type),
            one => Assert.StartsWith(deployment.Dev.Of("Microsoft.Web/sites").Single().Id + "/functions/", one.Text("properties.destination.properties.resourceId"), StringComparison.Ordinal));
    }

    [Fact]
    public void Should_tell_of_blobs_as_the_topology_says_but_not_of_dead_letters_of_telling()
    {
        var topic = deployment.Dev.Of("Microsoft.EventGrid/systemTopics").Single();
        Assert.Equal("Microsoft.Storage.StorageAccounts", topic.Text("properties.topicType"));
        Assert.Equal(deployment.Dev.Of("Microsoft.Storage/storageAccounts").Single().Id, topic.Text("properties.source"));
        Assert.Equal(
            PipelineTopology.StorageSubscriptions.Select(route => $"{route.Name}: {StorageRoute.EventType} of {route.Container} to {route.FunctionName}"),
            deployment.Endpoints.Of(BlobType).Select(one =>
                $"{one.Name}: {Assert.Single(one.At("properties.filter.includedEventTypes")!.AsArray())} of {one.Text("properties.filter.subjectBeginsWith")!.Split('/')[^2]} to {TargetOf(one)}"));
        Assert.All(deployment.Endpoints.Of(BlobType), one =>
        {
            Assert.StartsWith(topic.Id + "/", one.Id, StringComparison.Ordinal);
            var filter = Assert.Single(one.At("properties.filter.advancedFilters")!.AsArray())!;
            Assert.Equal(("StringNotContains", "subject", $"/{one.Name}/"), ((string?)filter["operatorType"], (string?)filter["key"], (string?)filter["values"]![0]));
        });
    }

    private static string TargetOf(Resource one) => one.At("properties.deliveryWithResourceIdentity.destination.properties") is JsonObject queue
        ? queue["queueName"]!.GetValue<string>()
        : one.Text("properties.destination.properties.resourceId")!.Split('/')[^1];
}
