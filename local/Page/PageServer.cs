using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RingRift.Hosting;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Page;

/// <summary>Serves the page, which is files, and what the functions say, at the loopback address. It answers to names of this machine alone.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    /// <summary>The port that is taken when it is free.</summary>
    public const int UsualPort = 7072;

    // Scripts and styles come from here alone, and none stands in the page itself; the .NET runtime compiles WebAssembly.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private readonly WebApplication _application;

    private PageServer(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Urls.First());
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Starts to serve.</summary>
    /// <param name="functions">The functions whose answers the page shows.</param>
    /// <param name="port">A free port of this machine; null for the usual one, or any where that is taken.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="CommandException">The page was not built.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PageServer> StartAsync(PageFunctions functions, int? port, CancellationToken cancellationToken)
    {
        var application = Build(PageFolder.Find(), functions, port ?? FreePort.Prefer(UsualPort));
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new PageServer(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(PageFolder folder, PageFunctions functions, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = folder.Root, WebRootPath = folder.Files });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRouting().AddHttpForwarder();
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["127.0.0.1", "localhost"]);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        var application = builder.Build();
        application.UseHostFiltering();
        application.Use(Protect);
        application.Use(functions.DescribeAsync);
        application.UseRouting();
        functions.Map(application);
        application.MapStaticAssets(folder.Manifest);
        application.MapFallbackToFile("index.html");
        application.UseEndpoints(_ => { });
        return application;
    }

    private static Task Protect(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
