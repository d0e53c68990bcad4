using System.Globalization;
using System.Text.Json;
using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Topology;
using RingRift.Functions.Delivery;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Settings;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions.Tests.Functions;

public sealed class DeclaredFunctionsTests
{
    private static readonly FunctionCatalog Catalog = FunctionCatalog.FromTypes(typeof(EventDelivery).Assembly.GetTypes());

    /// <summary>But for case: two functions are older than the spelling of self-play in the code.</summary>
    [Fact]
    public void Should_name_each_function_after_its_method() =>
        Assert.All(Catalog.All, function => Assert.Equal(function.Name, function.Method.Name, ignoreCase: true));

    [Fact]
    public void Should_have_a_function_for_every_webhook_of_the_topology_and_no_other() =>
        Assert.Equal(
            PipelineTopology.Subscriptions.Where(route => route.Queue is null).Select(route => route.Consumer)
                .Concat(PipelineTopology.StorageSubscriptions.Select(route => route.FunctionName)).Order(),
            Names<EventGridTriggerAttribute>());

    [Fact]
    public void Should_read_the_queues_of_the_topology_but_those_of_gpu_workers_and_the_redeliveries() =>
        Assert.Equal(
            Filling.Select(route => route.Queue!).Except(JobQueues.OfWorkers).Append(RedeliveryMessage.Queue).Order(),
            Catalog.With<QueueTriggerAttribute>().Select(function => ((QueueTriggerAttribute)function.Trigger).QueueName).Order());

    [Fact]
    public void Should_read_each_queue_in_the_function_its_route_names() =>
        Assert.Equal(
            Filling.Where(route => !route.To.IsWorker).Select(route => (route.Queue!, route.Consumer)).Order(),
            Catalog.With<QueueTriggerAttribute>()
                .Select(function => (((QueueTriggerAttribute)function.Trigger).QueueName, function.Name))
                .Where(function => function.QueueName != RedeliveryMessage.Queue)
                .Order());

    [Fact]
    public void Should_take_cloud_events_and_stop_when_told_to() =>
        Assert.All(
            Catalog.With<EventGridTriggerAttribute>(),
            function => Assert.Equal(
                [typeof(CloudEvent), typeof(CancellationToken)],
                function.Method.GetParameters().Select(parameter => parameter.ParameterType)));

    [Fact]
    public void Should_take_requests_of_aspnetcore() =>
        Assert.All(Catalog.With<HttpTriggerAttribute>(), function => Assert.Equal(typeof(HttpRequest), function.Parameter.ParameterType));

    [Fact]
    public void Should_have_settings_files_that_the_runtime_accepts()
    {
        var settings = HostSettings.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var local = LocalSettings.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.json")));

        Assert.True(settings.Queues.IsBase64, "Event Grid writes queue messages in Base64");
        Assert.True(settings.Queues.VisibilityTimeout > TimeSpan.Zero, "a failed message is not to be tried again at once");
        Assert.Equal("api", settings.RoutePrefix);
        Assert.Contains("AzureWebJobsStorage", local.Keys);
    }

    [Fact]
    public void Should_be_hosted_as_flex_consumption_can()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var queues = HostSettings.Parse(Repository.Read("host.json")).Queues;

        // Scaling in waits an hour for what runs, and messages are taken one at a time: the platform adds instances for those that wait.
        Assert.InRange(
            TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture),
            TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(60));
        Assert.Equal(1, queues.BatchSize);
        Assert.InRange(queues.NewBatchThreshold, 0, 1);
        Assert.Equal(TimeSpan.FromMinutes(10), queues.VisibilityTimeout * queues.MaxDequeueCount);
        Assert.Equal("OpenTelemetry", host.RootElement.GetProperty("telemetryMode").GetString());
    }

    private static IEnumerable<EventRoute> Filling => PipelineTopology.Subscriptions.Where(route => route.Queue is not null);

    private static IEnumerable<string> Names<TTrigger>()
        where TTrigger : TriggerBindingAttribute => Catalog.With<TTrigger>().Select(function => function.Name).Order();
}
