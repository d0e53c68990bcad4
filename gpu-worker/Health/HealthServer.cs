using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Status;
using RingRift.Hosting;

namespace RingRift.GpuWorker.Health;

/// <summary>
/// Answers <c>/health/live</c> and <c>/health/ready</c>: 200 or 503, with the reasons as JSON. A server of its own and not the host's, so
/// that it starts first and stops last.
/// </summary>
public sealed partial class HealthServer(
    WorkerStatus status, IOptions<HealthOptions> options, WorkerIdentity worker, ILogger<HealthServer> logger) : IHostedService,
    IAsyncDisposable
{
    /// <summary>Path that tells whether the process works at all.</summary>
    public const string LivePath = "/health/live";

    /// <summary>Path that tells whether it takes jobs.</summary>
    public const string ReadyPath = "/health/ready";

    private WebApplication? _application;

    /// <summary>Where it listens; null where there is no endpoint or it has not started.</summary>
    public Uri? Address => _application?.Urls.FirstOrDefault() is { } url ? new Uri(url) : null;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Address.Length == 0)
        {
            return;
        }

        var application = Build(options.Value.Address);
        application.MapGet(LivePath, () => Answer(report => report.IsLive));
        application.MapGet(ReadyPath, () => Answer(report => report.IsReady));
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            await application.DisposeAsync();
            throw new InvalidOperationException($"Health:Address '{options.Value.Address}' cannot be listened on: {taken.Message}", taken);
        }

        _application = application;
        LogListening(Address!);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _application?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static WebApplication Build(string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        return builder.Build();
    }

    private IResult Answer(Func<HealthReport, bool> isHealthy)
    {
        var report = HealthPolicy.Judge(status.Current, status.Now, options.Value);
        return Results.Text(
            HealthBody.Of(worker.Name, report, isHealthy(report)),
            "application/json",
            statusCode: isHealthy(report) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "health is told at {Address}")]
    private partial void LogListening(Uri address);
}
