using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>A host with throw-away functions on a free port, and a folder of its own with host.json.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    public const string PlainHostJson = """{ "version": "2.0" }""";

    private readonly IHost _host;
    private readonly ScriptRoot _folder;

    private RunningHost(IHost host, ScriptRoot folder)
    {
        _host = host;
        _folder = folder;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public Recorder Recorder => _host.Services.GetRequiredService<Recorder>();

    public static Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(new HostPlan { Functions = functions });

    public static async Task<RunningHost> StartAsync(HostPlan plan)
    {
        var folder = new ScriptRoot(plan.HostJson, plan.LocalSettings);
        try
        {
            var host = Build(plan, folder);
            await host.StartAsync();
            return new RunningHost(host, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static IHost Build(HostPlan plan, ScriptRoot folder)
    {
        string[] own = ["--port", "0", "--script-root", folder.Path];
        var builder = FunctionsApplication.CreateBuilder([.. own, .. plan.Arguments]);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Recorder>();
        plan.Configure(builder.Services);
        plan.ConfigureWithSettings(builder.Services, builder.Configuration);
        return builder.WithFunctions(plan.Functions, plan.IsHosted).Build();
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}

/// <summary>What a test's host is made of.</summary>
public sealed record HostPlan
{
    public required IReadOnlyList<Type> Functions { get; init; }

    /// <summary>Chooses among the functions of the classes; null takes all.</summary>
    public Func<FunctionDescriptor, bool>? IsHosted { get; init; }

    public string HostJson { get; init; } = RunningHost.PlainHostJson;

    public string? LocalSettings { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    public Action<IServiceCollection, IConfiguration> ConfigureWithSettings { get; init; } = (_, _) => { };
}

/// <summary>A temporary folder with the settings files of an application.</summary>
public sealed class ScriptRoot : IDisposable
{
    public ScriptRoot(string hostJson, string? localSettings = null)
    {
        Path = Directory.CreateTempSubdirectory("ringrift-functions-").FullName;
        File.WriteAllText(System.IO.Path.Combine(Path, "host.json"), hostJson);
        if (localSettings is not null)
        {
            File.WriteAllText(System.IO.Path.Combine(Path, "local.settings.json"), localSettings);
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
