using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Invocation;

namespace RingRift.FunctionsRuntime.Hosting;

/// <summary>Lists the functions once everything is up, and starts the drain when the host is to stop.</summary>
internal sealed partial class RuntimeLifetime(
    FunctionCatalog catalog,
    DrainSignal drain,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<RuntimeLifetime> logger) : IHostedLifecycleService
{
    /// <summary>Begins to stop the host.</summary>
    /// <param name="reason">For the log.</param>
    public void Stop(string reason)
    {
        LogStopping(reason);
        lifetime.StopApplication();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var function in catalog.All)
        {
            LogFunction(function.Name, function.TriggerType);
        }

        LogListening(string.Join(", ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []));
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        drain.Begin();
        LogDraining(DrainSignal.Patience.TotalSeconds);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "{Function}: {Trigger}")]
    private partial void LogFunction(string function, string trigger);

    [LoggerMessage(2, LogLevel.Information, "Functions listen at {Addresses}")]
    private partial void LogListening(string addresses);

    [LoggerMessage(3, LogLevel.Information, "Stopping: functions that run have {Seconds:0} s left")]
    private partial void LogDraining(double seconds);

    [LoggerMessage(4, LogLevel.Warning, "Stopping: {Reason}")]
    private partial void LogStopping(string reason);
}
