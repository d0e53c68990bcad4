using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Topology;
using RingRift.Functions.Handling;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Settings;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions.Tests.Functions;

public sealed class DeclaredFunctionsTests
{
    private static readonly FunctionCatalog Catalog = FunctionCatalog.FromTypes(typeof(EventIntake).Assembly.GetTypes());

    [Fact]
    public void Should_be_these_and_no_others() =>
        Assert.Equal(
            [
                "CollectFailedSelfplay: eventGridTrigger",
                "CollectMatches: eventGridTrigger",
                "CollectSelfplay: eventGridTrigger",
                "CollectUndelivered: eventGridTrigger",
                "ContinueAfterDistribution: eventGridTrigger",
                "ContinueAfterRejection: eventGridTrigger",
                "CountOpponentResults: eventGridTrigger",
                "DecidePromotion: eventGridTrigger",
                "DiscardDeadLetters: httpTrigger post dead-letters/discard",
                "DistributeModel: eventGridTrigger",
                "EndFailedTraining: eventGridTrigger",
                "EnrolChampion: eventGridTrigger",
                "ExportSamples: queueTrigger export-jobs",
                "IngestEvents: httpTrigger post events",
                "ListDeadLetters: httpTrigger get dead-letters",
                "ListEvents: httpTrigger get events",
                "ListPauses: httpTrigger get pauses",
                "PausePipeline: httpTrigger post pauses/{config}",
                "PlanEvaluation: eventGridTrigger",
                "PlanTraining: eventGridTrigger",
                "PlayMatches: queueTrigger match-jobs",
                "ReadConditions: httpTrigger get runs/{config}/conditions",
                "ReadDaemons: httpTrigger get daemons",
                "ReadDeadLetter: httpTrigger get dead-letters/{id}",
                "ReadHealth: httpTrigger get health",
                "ReadPool: httpTrigger get pools/{config}",
                "ReadRetention: httpTrigger get retention",
                "ReadRun: httpTrigger get runs/{config}",
                "ReadScaler: httpTrigger get scaler",
                "ReadTrace: httpTrigger get traces/{correlation}",
                "RecordTrainingStarted: eventGridTrigger",
                "Redeliver: queueTrigger redeliveries",
                "RedriveDeadLetters: httpTrigger post dead-letters/redrive",
                "ReplayEvents: httpTrigger post replays",
                "RestoreChampion: eventGridTrigger",
                "ResumePipeline: httpTrigger delete pauses/{config}",
                "RollBackChampion: httpTrigger post champions/{config}/rollback",
                "RollBackPromotion: eventGridTrigger",
                "RunDaemons: timerTrigger */5 * * * * *",
                "StartRun: httpTrigger post runs/{config}",
                "SyncGames: queueTrigger sync-jobs",
                "WatchRegression: eventGridTrigger",
            ],
            Catalog.All.Select(function => $"{function.Name}: {function.TriggerType}{Details(function)}"));

    [Fact]
    public void Should_name_each_function_after_its_class() =>
        Assert.All(Catalog.All, function => Assert.Equal(function.Name, function.Method.DeclaringType!.Name));

    [Fact]
    public void Should_have_a_function_for_every_webhook_of_the_topology_and_no_other() =>
        Assert.Equal(
            Targets<RouteTarget.Function>().Select(target => target.FunctionName)
                .Concat(PipelineTopology.StorageSubscriptions.Select(route => route.FunctionName)).Order(),
            Names<EventGridTriggerAttribute>());

    [Fact]
    public void Should_read_the_queues_of_the_topology_but_those_of_gpu_workers_and_the_redeliveries() =>
        Assert.Equal(
            Targets<RouteTarget.Queue>().Select(target => target.QueueName).Except(JobQueues.OfWorkers).Append(RedeliveryMessage.Queue).Order(),
            Catalog.With<QueueTriggerAttribute>().Select(function => ((QueueTriggerAttribute)function.Trigger).QueueName).Order());

    [Fact]
    public void Should_read_each_queue_in_the_function_its_route_names() =>
        Assert.Equal(
            Targets<RouteTarget.Queue>().Where(target => target.Handler is not null).Select(target => (target.QueueName, target.Handler!)).Order(),
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
    public void Should_guard_all_http_functions_but_health() =>
        Assert.All(
            Catalog.With<HttpTriggerAttribute>(),
            function =>
            {
                Assert.Equal(typeof(HttpRequest), function.Parameter.ParameterType);
                var expected = function.Name == "ReadHealth" ? AuthorizationLevel.Anonymous : AuthorizationLevel.Function;
                Assert.Equal(expected, ((HttpTriggerAttribute)function.Trigger).AuthLevel);
            });

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

    private static IEnumerable<TTarget> Targets<TTarget>()
        where TTarget : RouteTarget => PipelineTopology.Subscriptions.Select(route => route.Target).OfType<TTarget>();

    private static IEnumerable<string> Names<TTrigger>()
        where TTrigger : TriggerBindingAttribute => Catalog.With<TTrigger>().Select(function => function.Name).Order();

    private static string Details(FunctionDescriptor function) => function.Trigger switch
    {
        QueueTriggerAttribute queue => $" {queue.QueueName}",
        TimerTriggerAttribute timer => $" {timer.Schedule}",
        HttpTriggerAttribute http => $" {string.Join(',', http.Methods!)} {http.Route}",
        _ => string.Empty,
    };
}
