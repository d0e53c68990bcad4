using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Hosting;
using RingRift.FunctionsRuntime.Http;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Admin;

/// <summary>The part of the platform's admin interface that tools ask: state of the host and its functions.</summary>
internal static class AdminEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var prefix = services.GetRequiredService<HostSettings>().RoutePrefix;
        var catalog = services.GetRequiredService<FunctionCatalog>();
        var clock = services.GetRequiredService<HostClock>();
        var admin = endpoints.MapGroup("/admin").AddEndpointFilter(RequireMasterKeyAsync);
        admin.MapGet("/host/ping", () => Results.Ok());
        admin.MapGet("/host/status", () => Results.Json(HostStatus.Of(clock)));
        admin.MapGet(
            "/functions",
            (HttpRequest request) => Results.Json(catalog.All.Select(function => FunctionMetadata.Of(function, request, prefix))));
        admin.MapGet("/functions/{name}", (HttpRequest request, string name) => catalog.Find(name) is { } function
            ? Results.Json(FunctionMetadata.Of(function, request, prefix))
            : Results.NotFound());
    }

    private static async ValueTask<object?> RequireMasterKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<FunctionKeys>();
        return keys.Refusal(context.HttpContext.Request, function: null, AuthorizationLevel.Admin) is { } refusal
            ? Results.StatusCode(refusal)
            : await next(context);
    }
}
