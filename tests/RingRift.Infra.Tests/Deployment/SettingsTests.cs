using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.Azure;
using RingRift.Azure.Scaling;
using RingRift.Azure.Workers;
using RingRift.Functions.Delivery;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.GpuWorker;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Health;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Metadata;
using RingRift.GpuWorker.Rungs;
using RingRift.Pipeline;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Telemetry;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class SettingsTests(DeploymentFixture deployment)
{
    [Theory]
    [InlineData("functions")]
    [InlineData("functionsWithoutScaleSets")]
    public async Task Should_start_the_functions_with_settings_each_of_which_they_read(string output)
    {
        var settings = new RecordedSettings(deployment.Settings.Texts(output));
        await using var services = Functions(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Empty(settings.Unread);
    }

    [Theory]
    [InlineData("functions")]
    [InlineData("selfplayWorker")]
    [InlineData("trainingWorker")]
    public async Task Should_let_every_process_reach_storage_and_topic_as_its_managed_identity_without_a_key(string output)
    {
        var texts = deployment.Settings.Texts(output);
        await using var services = Functions(new RecordedSettings(texts));

        Assert.IsType<ManagedIdentityCredential>(services.GetRequiredService<TokenCredential>());
        Assert.True(Guid.TryParse(texts["AzureWebJobsStorage__clientId"], out _));
        Assert.Equal("managedidentity", texts["AzureWebJobsStorage__credential"]);
        Assert.DoesNotContain("AzureWebJobsStorage", texts.Keys);
        Assert.DoesNotContain(texts.Keys, key => key.EndsWith("Key", StringComparison.OrdinalIgnoreCase));
        Assert.Contains($"ClientId={texts["AzureWebJobsStorage__clientId"]}", texts["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_let_queue_triggers_find_their_account_in_the_settings()
    {
        // A trigger without a connection of its own reads AzureWebJobsStorage, so that is the prefix the settings must have.
        var triggers = FunctionCatalog.FromTypes(typeof(EventDelivery).Assembly.GetTypes()).With<QueueTriggerAttribute>().ToList();
        Assert.NotEmpty(triggers);
        Assert.All(triggers, function => Assert.Contains(
            $"{((QueueTriggerAttribute)function.Trigger).Connection ?? "AzureWebJobsStorage"}__queueServiceUri", deployment.Settings.Texts("functions").Keys));
    }

    [Fact]
    public async Task Should_let_functions_scale_where_there_are_scale_sets_and_nowhere_else()
    {
        await using var with = Functions(new RecordedSettings(deployment.Settings.Texts("functions")));
        await using var without = Functions(new RecordedSettings(deployment.Settings.Texts("functionsWithoutScaleSets")));
        Assert.Equal(WorkKinds.All, with.GetServices<IWorkerPool>().Select(pool => pool.Kind));
        Assert.Empty(without.GetServices<IWorkerPool>());
    }

    [Theory]
    [InlineData("selfplayWorker")]
    [InlineData("trainingWorker")]
    public async Task Should_start_workers_with_settings_each_of_which_they_read(string output)
    {
        var settings = new RecordedSettings(deployment.Settings.Texts(output));
        await using var services = Worker(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Empty(settings.Unread);
    }

    [Theory]
    [InlineData("selfplayWorker", WorkerJobs.SelfPlay)]
    [InlineData("trainingWorker", WorkerJobs.Training)]
    public async Task Should_let_workers_do_one_kind_of_work_on_a_gpu_and_give_their_machine_back(string output, WorkerJobs jobs)
    {
        await using var services = Worker(new RecordedSettings(deployment.Settings.Texts(output)));
        var worker = Options<WorkerOptions>(services);
        Assert.Equal(jobs, worker.Jobs);
        Assert.NotNull(worker.LongestIdle);
        Assert.True(Options<SelfTestOptions>(services).RequireGpu);
        Assert.Equal(MetadataMode.On, Options<MetadataOptions>(services).Mode);
        Assert.Equal(8081, new Uri(Options<HealthOptions>(services).Address).Port);
        Assert.NotEmpty(Options<WorkerScaleSetOptions>(services).ResourceId);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Should_let_machines_give_themselves_back_later_than_the_scaler_would_take_them(string environment)
    {
        // Both at once would have the scaler count machines that are going.
        var idle = IdleMinutes().Matches(Repository.Read($"infra/environments/{environment}.bicepparam")).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(2, idle.Count);
        Assert.All(idle, minutes => Assert.All(WorkKinds.All, kind => Assert.True(minutes > new ScalerOptions().Of(kind).ScaleInCooldown.TotalMinutes)));
    }

    // deploy.sh takes the name of the file for that of the environment, and looks for its resources by it.
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Should_name_an_environment_like_its_file(string environment) => Assert.Equal(
        [$"rg-ringrift-{environment}"], deployment.Environments[environment].Of("Microsoft.Resources/resourceGroups").Select(group => group.Name));

    [Fact]
    public async Task Should_keep_the_scaler_to_the_limits_of_the_parameters()
    {
        await using var functions = Functions(new RecordedSettings(deployment.Settings.Texts("functions")));
        var scaler = Options<ScalerOptions>(functions);
        Assert.Equal((24, 4, 1, 3, 2), (scaler.DailyGpuHours, scaler.SelfPlay.Maximum, scaler.SelfPlay.GpusPerWorker, scaler.Training.Maximum, scaler.Training.GpusPerWorker));
    }

    [Fact]
    public void When_nobody_reads_a_setting_should_find_it()
    {
        var settings = new RecordedSettings(new Dictionary<string, string>(deployment.Settings.Texts("selfplayWorker")) { ["Worker__IdleMinute"] = "3" });
        using var services = Worker(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(["Worker:IdleMinute"], settings.Unread);
    }

    private static TOptions Options<TOptions>(IServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;

    // As functions/Program.cs.
    private static ServiceProvider Functions(RecordedSettings settings)
    {
        var configuration = settings.Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddPipeline(configuration).AddAzurePipeline(configuration).AddScaleSetPools(configuration).AddTelemetryExport(configuration, "functions")
            .BuildServiceProvider();
    }

    [GeneratedRegex("idleMinutes: ([0-9]+)")]
    private static partial Regex IdleMinutes();

    // As WorkerHost.
    private static ServiceProvider Worker(RecordedSettings settings)
    {
        var configuration = settings.Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddAzurePipeline(configuration).AddWorker(configuration, new WorkerArguments()).AddWorkerHosting(configuration).AddTelemetryExport(configuration, "gpu-worker")
            .BuildServiceProvider();
    }
}

/// <summary>Settings as environment variables, which note who was asked for.</summary>
public sealed class RecordedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public RecordedSettings(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            Data[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }
    }

    /// <summary>Settings that nobody asked for.</summary>
    public IReadOnlyList<string> Unread => [.. Data.Keys.Except(_read, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    public IConfiguration Build() => new ConfigurationBuilder().Add(this).Build();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        _read.Add(key);
        return base.TryGet(key, out value);
    }
}
