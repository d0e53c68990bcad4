using System.Collections.Concurrent;
using System.Text;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Functions.Delivery;
using RingRift.Functions.Tests.Runtime;
using RingRift.InMemory;
using RingRift.Pipeline;
using RingRift.Telemetry;

namespace RingRift.Functions.Tests.Functions;

public sealed partial class TelemetryExportTests
{
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";

    [Fact]
    public async Task When_a_collector_is_named_should_send_it_spans_and_measurements()
    {
        await using var collector = await Collector.StartAsync();
        await using (var host = await StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            var envelope = new EventFactory(TimeProvider.System, "/test").Create(
                new TrainingFailed { Config = "hex8_2p", Iteration = 7, JobId = "j", Attempt = 1, Reason = "r" }, new AggregateKey("a"), 1,
                0, null);
            await host.Services.GetRequiredService<IEventPublisher>().PublishAsync([envelope], default);
            await host.Services.GetRequiredService<EventDispatcher>().HandleAsync("EndFailedTraining", envelope, default);
        }

        // Protobuf writes texts as they are.
        var (traces, metrics) = (collector.Received("/v1/traces"), collector.Received("/v1/metrics"));
        Assert.Contains("send ringrift-pipeline", traces, StringComparison.Ordinal);
        Assert.Contains("process EndFailedTraining", traces, StringComparison.Ordinal);
        Assert.Contains("messaging.message.conversation_id", traces, StringComparison.Ordinal);
        Assert.Contains("messaging.process.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("messaging.client.sent.messages", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_host_is_relieved_should_send_logs_itself_and_leave_out_what_others_say_of_every_request(bool relieves)
    {
        await using var collector = await Collector.StartAsync();
        var settings = Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        var asked = 0;
        await using (var services = new ServiceCollection().AddLogging().AddSingleton(settings)
            .AddTelemetryExport(settings, "test", relieves ? _ => asked++ : null).BuildServiceProvider())
        {
            var loggers = services.GetRequiredService<ILoggerFactory>();
            LogOwn(loggers.CreateLogger("RingRift.Test"), "a line of our own");
            LogOwn(loggers.CreateLogger("Azure.Core"), "a request of theirs");
            LogFault(loggers.CreateLogger("Azure.Core"), "a warning of theirs");
        }

        var logs = collector.Received("/v1/logs");
        Assert.Equal(relieves ? 1 : 0, asked);
        Assert.Equal(relieves, logs.Contains("a line of our own", StringComparison.Ordinal));
        Assert.Equal(relieves, logs.Contains("a warning of theirs", StringComparison.Ordinal));
        Assert.DoesNotContain("a request of theirs", logs, StringComparison.Ordinal);
    }

    [Fact]
    public void When_there_is_nowhere_to_send_to_should_leave_logs_to_the_host()
    {
        var asked = 0;
        new ServiceCollection().AddTelemetryExport(new ConfigurationBuilder().Build(), "test", _ => asked++);
        Assert.Equal(0, asked);
    }

    [Fact]
    public void When_no_address_is_named_should_add_nothing() =>
        Assert.Empty(new ServiceCollection().AddTelemetryExport(new ConfigurationBuilder().Build(), "test"));

    [Fact]
    public void When_azure_monitor_is_named_should_be_built_with_it()
    {
        var settings = Settings(("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights));
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings)
            .AddTelemetryExport(settings, "test").BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<OpenTelemetry.Trace.TracerProvider>());
        Assert.NotNull(services.GetRequiredService<OpenTelemetry.Metrics.MeterProvider>());
    }

    [Theory]
    [InlineData("AAD")]
    [InlineData("Authorization=Key")]
    [InlineData("ClientId=11111111-2222-3333-4444-555555555555")]
    [InlineData("Authorization=AAD;ClientId=")]
    [InlineData("Authorization=AAD;TenantId=1")]
    public void When_the_identity_for_azure_monitor_is_wrong_should_refuse_and_name_it(string identity)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddTelemetryExport(
            Settings(("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights), (TelemetryServices.AzureMonitorIdentitySetting, identity)),
            "test"));
        Assert.Contains($"{TelemetryServices.AzureMonitorIdentitySetting} '{identity}' must be", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization=AAD", typeof(DefaultAzureCredential))]
    [InlineData("Authorization=AAD;ClientId=11111111-2222-3333-4444-555555555555", typeof(ManagedIdentityCredential))]
    public void When_an_identity_for_azure_monitor_is_named_should_send_as_it_and_otherwise_by_the_key(string? identity, Type? credential)
    {
        var settings = Settings(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights), (TelemetryServices.AzureMonitorIdentitySetting, identity));
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings)
            .AddTelemetryExport(settings, "test").BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<OpenTelemetry.Trace.TracerProvider>());
        Assert.Equal(credential, services.GetRequiredService<IOptions<AzureMonitorExporterOptions>>().Value.Credential?.GetType());
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "'collector:4317' must be the absolute http(s) address")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "secret", "InstrumentationKey")]
    public void When_a_setting_is_wrong_should_refuse_and_name_it(string name, string value, string rule)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddTelemetryExport(Settings((name, value)), "test"));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Name, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();

    private static Task<RunningHost> StartAsync(params (string Name, string Value)[] settings) => RunningHost.StartAsync(new HostPlan
    {
        Functions = [typeof(RingRift.Functions.Runs)],
        Arguments = [.. settings.SelectMany(setting => new[] { $"--{setting.Name}", setting.Value })],
        ConfigureWithSettings = (services, configuration) => services
            .AddInMemoryPipeline()
            .AddPipeline(configuration)
            .AddEventDelivery(configuration)
            .AddTelemetryExport(configuration, "test"),
    });

    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    private static partial void LogOwn(ILogger logger, string text);

    [LoggerMessage(2, LogLevel.Warning, "{Text}")]
    private static partial void LogFault(ILogger logger, string text);

    /// <summary>Takes what an exporter sends by OTLP over HTTP.</summary>
    private sealed class Collector(WebApplication application, ConcurrentQueue<(string Path, string Body)> received) : IAsyncDisposable
    {
        public string Address =>
            application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var application = builder.Build();
            application.Urls.Add("http://127.0.0.1:0");
            var received = new ConcurrentQueue<(string, string)>();
            application.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.StatusCode = StatusCodes.Status200OK;
            });
            await application.StartAsync();
            return new Collector(application, received);
        }

        public string Received(string path) => string.Concat(received.Where(one => one.Path == path).Select(one => one.Body));

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
