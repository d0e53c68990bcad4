using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Azure;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Status;
using RingRift.Telemetry;

namespace RingRift.GpuWorker;

/// <summary>The worker as a process: put together, run to its end, told by an exit code.</summary>
public static class WorkerHost
{
    /// <summary>Puts a worker together on Azure Storage and Event Grid.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="settings">Settings that come before the environment's; null for none.</param>
    /// <param name="configure">Further services, before the worker's own; null for none.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public static IHost Build(
        WorkerArguments arguments, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        configure?.Invoke(builder.Services);
        builder.Services.AddAzurePipeline(builder.Configuration).AddWorker(builder.Configuration, arguments)
            .AddWorkerHosting(builder.Configuration);
        builder.Services.AddTelemetryExport(builder.Configuration, "gpu-worker");
        var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        return host;
    }

    /// <summary>Starts a worker, waits until it has stopped, and disposes of it.</summary>
    /// <param name="host">The worker.</param>
    /// <returns>One of <see cref="WorkerExit"/>. A worker that is told to stop while it starts holds nothing.</returns>
    public static async Task<int> RunAsync(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await host.StartAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            host.Dispose();
            return WorkerExit.Stopped;
        }

        return await WaitForEndAsync(host);
    }

    /// <summary>Waits until a started worker has stopped, and disposes of it.</summary>
    /// <param name="host">The worker.</param>
    /// <returns>One of <see cref="WorkerExit"/>.</returns>
    public static async Task<int> WaitForEndAsync(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var status = host.Services.GetRequiredService<WorkerStatus>();
        using (host)
        {
            await host.WaitForShutdownAsync();
        }

        return WorkerExit.Of(status.Current);
    }
}
