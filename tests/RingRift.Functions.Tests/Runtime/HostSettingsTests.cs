using Microsoft.Extensions.Configuration;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.Functions.Tests.Runtime;

public sealed class HostSettingsTests
{
    [Fact]
    public void When_nothing_is_said_should_take_the_platforms_defaults()
    {
        var settings = HostSettings.Parse(RunningHost.PlainHostJson);

        Assert.Equal("api", settings.RoutePrefix);
        Assert.Equal(new QueueSettings(), settings.Queues);
    }

    [Fact]
    public void Should_read_what_is_said_among_comments_and_sections_of_the_real_host()
    {
        var settings = HostSettings.Parse("""
            {
              // as in the real file
              "version": "2.0",
              "functionTimeout": "00:30:00",
              "telemetryMode": "OpenTelemetry",
              "singleton": { "lockPeriod": "00:00:15" },
              "extensions": {
                "http": { "routePrefix": "/v1/" },
                "queues": {
                  "batchSize": 4, "visibilityTimeout": "00:00:10", "maxPollingInterval": "00:00:02",
                  "maxDequeueCount": 7, "messageEncoding": "none",
                },
              },
              "logging": { "logLevel": { "default": "Warning" } },
            }
            """);

        Assert.Equal("v1", settings.RoutePrefix);
        Assert.Equal(
            new QueueSettings
            {
                BatchSize = 4,
                NewBatchThreshold = 2,
                VisibilityTimeout = TimeSpan.FromSeconds(10),
                MaxPollingInterval = TimeSpan.FromSeconds(2),
                MaxDequeueCount = 7,
                IsBase64 = false,
            },
            settings.Queues);
        Assert.Equal("Warning", settings.LogLevels["default"]);
    }

    [Theory]
    [InlineData("""{ "version": "1.0" }""", "version is 1.0", "2.0")]
    [InlineData("{}", "version is", "2.0")]
    [InlineData("[]", "is a Array", "JSON object")]
    [InlineData("{", "host.json", "")]
    [InlineData("""{ "version": "2.0", "extensions": 3 }""", "extensions is 3", "object")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "batchSize": 33 } } }""", "extensions.queues.batchSize is 33", "1 to 32")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "batchSize": "4" } } }""", "extensions.queues.batchSize", "whole number")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 0 } } }""", "extensions.queues.maxDequeueCount is 0",
        "from 1")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "2" } } }""", "maxPollingInterval is 2", "hh:mm:ss")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": 2 } } }""", "maxPollingInterval is 2", "text")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "hex" } } }""", "messageEncoding is hex", "base64")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "batchsizes": 1 } } }""", "extensions.queues.batchsizes", "known are batchSize")]
    [InlineData("""{ "version": "2.0", "functionTimeOuts": "00:30:00" }""", "functionTimeOuts", "known are version")]
    [InlineData("""{ "version": "2.0", "extensions": { "eventHubs": {} } }""", "extensions.eventHubs", "known are http, queues")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "http": { "hsts": { "enabled": true } } } }""", "extensions.http.hsts.enabled", "isEnabled")]
    [InlineData(
        """{ "version": "2.0", "logging": { "applicationInsights": {} } }""", "logging.applicationInsights",
        "known are console, fileLoggingMode, logLevel")]
    [InlineData("""{ "version": "2.0", "logging": { "console": { "enabled": true } } }""", "logging.console.enabled", "isEnabled")]
    [InlineData("""{ "version": "2.0", "singleton": { "period": 1 } }""", "singleton.period", "lockPeriod")]
    [InlineData("""{ "version": "2.0", "healthMonitor": { "interval": 1 } }""", "healthMonitor.interval", "healthCheckInterval")]
    [InlineData("""{ "version": "2.0", "concurrency": { "enabled": true } }""", "concurrency.enabled", "dynamicConcurrencyEnabled")]
    [InlineData("""{ "version": "2.0", "aggregator": { "size": 1 } }""", "aggregator.size", "batchSize")]
    [InlineData("""{ "version": "2.0", "aggregator": 5 }""", "aggregator is 5", "object")]
    [InlineData("""{ "version": "2.0", "telemetryMode": "otel" }""", "telemetryMode is otel", "openTelemetry")]
    public void When_a_value_breaks_a_rule_should_name_file_key_value_and_rule(string json, string what, string rule)
    {
        var exception = Assert.Throws<HostSettingsException>(() => HostSettings.Parse(json));

        Assert.StartsWith("host.json", exception.Message);
        Assert.Contains(what, exception.Message);
        Assert.Contains(rule, exception.Message);
    }

    [Fact]
    public void When_the_file_is_missing_should_say_where_it_was_looked_for()
    {
        using var folder = new ScriptRoot(RunningHost.PlainHostJson);
        File.Delete(Path.Combine(folder.Path, HostSettings.FileName));

        Assert.Contains(folder.Path, Assert.Throws<HostSettingsException>(() => Load(folder.Path)).Message);
    }

    [Fact]
    public void When_settings_replace_values_should_take_those_and_check_them_alike()
    {
        using var folder = new ScriptRoot("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 4, "maxDequeueCount": 7 } } }""");

        var settings = Load(folder.Path, ("Extensions:Queues:BatchSize", "2"), ("extensions:http:routePrefix", "v2"));

        Assert.Equal(new QueueSettings { BatchSize = 2, NewBatchThreshold = 1, MaxDequeueCount = 7 }, settings.Queues);
        Assert.Equal("v2", settings.RoutePrefix);
        var exception = Assert.Throws<HostSettingsException>(() => Load(folder.Path, ("extensions:queues:batchSize", "many")));
        Assert.Contains("batchSize is \"many\"", exception.Message);
    }

    private static HostSettings Load(string folder, params (string Key, string Value)[] overrides) =>
        HostSettings.Load(folder, new ConfigurationBuilder()
            .AddInMemoryCollection(overrides.Select(pair => KeyValuePair.Create($"AzureFunctionsJobHost:{pair.Key}", (string?)pair.Value)))
            .Build());
}
