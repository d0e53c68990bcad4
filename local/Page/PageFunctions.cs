using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace RingRift.Local.Page;

/// <summary>
/// The functions behind the page: questions of the same origin are passed on to them, and nothing else is, so that the page reads and
/// changes nothing. <c>site.json</c> tells the page whether there is anything to ask.
/// </summary>
/// <param name="address">Where the functions are now; null while they do not run.</param>
internal sealed class PageFunctions(Func<Uri?> address)
{
    private const string Prefix = "api/";

    /// <summary>How long the functions may take for an answer.</summary>
    private static readonly ForwarderRequestConfig Limits = new() { ActivityTimeout = TimeSpan.FromSeconds(30) };

    private static readonly HttpMessageInvoker Connections = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
    });

    /// <summary>Whether the functions are being started, and so are to be asked even while they do not run.</summary>
    public bool Expected { get; init; }

    /// <summary>Answers <c>site.json</c> in place of the file, which says that there is nothing to ask.</summary>
    public Task DescribeAsync(HttpContext context, RequestDelegate next) => context.Request.Path == "/site.json"
        ? Results.Json(new { api = Expected || address() is not null ? Prefix : null }).ExecuteAsync(context)
        : next(context);

    /// <summary>Adds the addresses that are passed on.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet($"/{Prefix}{{**rest}}", ForwardAsync);

    private async Task ForwardAsync(HttpContext context)
    {
        if (address() is not { } functions)
        {
            await Results.Problem("the functions do not run", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context)
                .ConfigureAwait(false);
            return;
        }

        var forwarder = context.RequestServices.GetRequiredService<IHttpForwarder>();
        await forwarder.SendAsync(context, functions.ToString(), Connections, Limits).ConfigureAwait(false);
    }
}
