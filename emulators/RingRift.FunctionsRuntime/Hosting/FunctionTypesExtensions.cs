using Microsoft.Azure.Functions.Worker.Builder;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.FunctionsRuntime.Hosting;

/// <summary>Chooses the functions of an application. Only the local runtime has this; an application's own start-up needs it not.</summary>
public static class FunctionTypesExtensions
{
    /// <summary>Hosts the functions of the given classes instead of those of the entry assembly.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="types">The classes.</param>
    /// <param name="isHosted">Chooses among their functions; null takes all.</param>
    /// <exception cref="FunctionDeclarationException">A function cannot run as declared.</exception>
    public static FunctionsApplicationBuilder WithFunctions(
        this FunctionsApplicationBuilder builder, IEnumerable<Type> types, Func<FunctionDescriptor, bool>? isHosted = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseFunctions(FunctionCatalog.FromTypes(types, isHosted));
        return builder;
    }
}
