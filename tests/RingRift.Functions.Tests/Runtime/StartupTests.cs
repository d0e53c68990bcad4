using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.Functions.Tests.Runtime;

public sealed class StartupTests
{
    private const string LocalSettings = """
        { "IsEncrypted": false, "Values": { "Plain": "from file", "Nested__Key": "from file", "Overridden": "from file" } }
        """;

    [Fact]
    public async Task Should_read_local_settings_below_every_other_source()
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(SomeFunctions)],
            LocalSettings = LocalSettings,
            Arguments = ["--Overridden", "from command line"],
        });

        var configuration = host.Services.GetRequiredService<IConfiguration>();
        Assert.Equal("from file", configuration["Plain"]);
        Assert.Equal("from file", configuration["Nested:Key"]);
        Assert.Equal("from command line", configuration["Overridden"]);
    }

    [Fact]
    public async Task When_local_settings_override_host_json_should_take_their_value()
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(SomeFunctions)],
            HostJson = """{ "version": "2.0", "extensions": { "queues": { "batchSize": 8 } }, "logging": { "logLevel": { "Some": "Warning" } } }""",
            LocalSettings = """{ "Values": { "AzureFunctionsJobHost__extensions__queues__batchSize": "3", "Logging__LogLevel__Some": "Error" } }""",
        });

        Assert.Equal(3, host.Services.GetRequiredService<HostSettings>().Queues.BatchSize);
        Assert.Equal("Error", host.Services.GetRequiredService<IConfiguration>()["Logging:LogLevel:Some"]);
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "IsEncrypted")]
    [InlineData("""{ "Values": { "A": 1 } }""", "Values.A is 1")]
    public async Task When_local_settings_are_not_valid_should_name_the_key(string json, string what)
    {
        var plan = new HostPlan { Functions = [typeof(SomeFunctions)], LocalSettings = json };

        var exception = await Assert.ThrowsAsync<HostSettingsException>(() => RunningHost.StartAsync(plan));

        Assert.StartsWith("local.settings.json", exception.Message);
        Assert.Contains(what, exception.Message);
    }

    [Theory]
    [InlineData("--port", "70000", "port is '70000'")]
    [InlineData("--parent-pid", "me", "parent-pid is 'me'")]
    public async Task When_an_argument_is_not_valid_should_name_it_and_the_range(string name, string value, string what)
    {
        var plan = new HostPlan { Functions = [typeof(SomeFunctions)], Arguments = [name, value] };

        Assert.Contains(what, (await Assert.ThrowsAsync<HostSettingsException>(() => RunningHost.StartAsync(plan))).Message);
    }

    [Theory]
    [InlineData(typeof(QueueFunction), null, "AzureWebJobsStorage is not set")]
    [InlineData(typeof(QueueFunction), "nonsense", "AzureWebJobsStorage is not a storage connection string")]
    [InlineData(typeof(SettingFunction), "UseDevelopmentStorage=true", "setting 'Nowhere', which is not set")]
    public async Task When_a_setting_of_a_queue_is_missing_or_wrong_should_say_which(Type function, string? storage, string what)
    {
        var plan = new HostPlan
        {
            Functions = [function],
            Arguments = storage is null ? [] : ["--AzureWebJobsStorage", storage],
        };

        Assert.Contains(what, (await Assert.ThrowsAsync<HostSettingsException>(() => RunningHost.StartAsync(plan))).Message);
    }

    [Fact]
    public async Task Should_list_its_functions_and_say_that_it_runs()
    {
        await using var host = await RunningHost.StartAsync(typeof(SomeFunctions));

        using var status = JsonDocument.Parse(await host.Client.GetStringAsync("/admin/host/status"));
        using var functions = JsonDocument.Parse(await host.Client.GetStringAsync("/admin/functions"));

        Assert.Equal("Running", status.RootElement.GetProperty("state").GetString());
        var one = Assert.Single(functions.RootElement.EnumerateArray());
        Assert.Equal("Hello", one.GetProperty("name").GetString());
        Assert.EndsWith("/api/hello/{name}", one.GetProperty("invoke_url_template").GetString());
        var config = one.GetProperty("config");
        Assert.EndsWith("SomeFunctions.Hello", config.GetProperty("entryPoint").GetString());
        Assert.Equal("httpTrigger", config.GetProperty("bindings")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task When_a_master_key_is_set_should_ask_for_it_before_telling_anything()
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(SomeFunctions)],
            Arguments = ["--FunctionKeys:Master", "m"],
        });

        using var without = await host.Client.GetAsync("/admin/functions");
        using var with = await host.Client.GetAsync("/admin/functions/hello?code=m");
        using var unknown = await host.Client.GetAsync("/admin/functions/other?code=m");

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task When_the_parent_process_ends_should_stop()
    {
        using var parent = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(SomeFunctions)],
            Arguments = ["--parent-pid", $"{parent.Id}"],
        });
        var stopping = new TaskCompletionSource();
        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(stopping.SetResult);
        Assert.False(stopping.Task.IsCompleted);

        parent.Kill();

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public static class SomeFunctions
    {
        [Function("Hello")]
        public static IResult Hello(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name}")] HttpRequest request, string name) =>
            Results.Text(name);
    }

    public static class QueueFunction
    {
        [Function("Take")]
        public static void Take([QueueTrigger("q")] string message) => _ = message;
    }

    public static class SettingFunction
    {
        [Function("Take")]
        public static void Take([QueueTrigger("%Nowhere%")] string message) => _ = message;
    }
}
