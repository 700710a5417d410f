# Man pages from the same Markdown that people read on the web.

find_program(SOCSHIFT_LOWDOWN lowdown)

# socshift_add_man_pages(folder): map.md becomes socshift-map.1, socshift.md becomes socshift.1.
function(socshift_add_man_pages folder)
    if(NOT SOCSHIFT_LOWDOWN)
        message(STATUS "lowdown not found: no man pages")
        return()
    endif()
    file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.md")
    set(outputs "")
    foreach(page IN LISTS pages)
        cmake_path(GET page STEM name)
        if(NOT name STREQUAL "socshift")
            set(name "socshift-${name}")
        endif()
        set(output "${PROJECT_BINARY_DIR}/man/${name}.1")
        add_custom_command(
            OUTPUT "${output}"
            COMMAND sh "${PROJECT_SOURCE_DIR}/cmake/man_page.sh" "${SOCSHIFT_LOWDOWN}" "${page}"
                "${name}" "${PROJECT_VERSION}" "${output}"
            DEPENDS "${page}" "${PROJECT_SOURCE_DIR}/cmake/man_page.sh"
            COMMENT "Man page ${name}.1"
            VERBATIM)
        list(APPEND outputs "${output}")
    endforeach()
    add_custom_target(socshift_man_pages ALL DEPENDS ${outputs})
    install(FILES ${outputs} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
endfunction()
