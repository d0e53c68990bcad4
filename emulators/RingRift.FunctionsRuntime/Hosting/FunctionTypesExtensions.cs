using Microsoft.Azure.Functions.Worker.Builder;

namespace RingRift.FunctionsRuntime.Hosting;

/// <summary>Chooses the functions of an application. Only the local runtime has this; an application's own start-up needs it not.</summary>
public static class FunctionTypesExtensions
{
    /// <summary>Hosts the functions of the given classes instead of those of the entry assembly.</summary>
    public static FunctionsApplicationBuilder WithFunctions(this FunctionsApplicationBuilder builder, params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseFunctions(types);
        return builder;
    }
}
